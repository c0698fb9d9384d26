import type { CreateEvent } from '@baton/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { transitionText } from '../core/handoff/customer-text.ts';
import { NOBODY_HERE } from '../testing/nobody-here.ts';
import { ANNA, BEN } from '../testing/make.ts';
import { openMemory } from '../testing/open-memory.ts';
import type { MemoryFixture } from '../testing/open-memory.ts';
import { showLog } from '../testing/show-log.ts';
import { TestApp } from '../testing/test-app.ts';
import { postEvent } from './post-event.ts';
import type { PostContext, PostOutcome } from './post-outcome.ts';
import { newTraceId } from './random-id.ts';

let stores: MemoryFixture;
let server: TestApp;
beforeEach(async () => {
  stores = openMemory();
  server = await TestApp.start(stores);
  await server.open();
});
afterEach(() => server[Symbol.asyncDispose]());

const log = (): Promise<string[]> => showLog(stores.sessions, 's');
async function post(body: CreateEvent, context: Partial<PostContext> = {}): Promise<PostOutcome> {
  const whole: PostContext = { traceId: newTraceId(), idempotency: undefined, author: null, ...context };
  return postEvent(server.app, await server.session(), body, whole);
}

const CUSTOMER: CreateEvent = { kind: 'message', source: 'customer', message: 'hello' };
const OUTSIDE: CreateEvent = {
  kind: 'message',
  source: 'human_agent',
  message: 'Let me.',
  participant: { display_name: 'Nils' },
};

describe('a customer message', () => {
  test('is stored, then answered by the AI', async () => {
    const outcome = await post(CUSTOMER);
    expect(outcome).toMatchObject({ type: 'stored', event: { offset: 0, source: 'customer' } });
    await server.turns.idle();
    expect(await log()).toContain('ai_agent: answer to 0');
  });

  test('carries the name that is known of the customer, or the one that was sent', async () => {
    await stores.directory.putCustomer({ id: 'kim', createdAt: 0, name: 'Kim', metadata: {}, tags: [] });
    await stores.sessions.commit({ sessionId: 's', events: [], patch: { customerId: 'kim' } });
    const names: unknown[] = [];
    for (const participant of [undefined, { display_name: 'K.' }]) {
      const outcome = await post({ ...CUSTOMER, participant });
      if (outcome.type === 'stored')
        names.push((JSON.parse(outcome.event.data) as { participant: object }).participant);
    }
    expect(names).toEqual([
      { id: 'kim', display_name: 'Kim' },
      { id: null, display_name: 'K.' },
    ]);
  });

  test('in manual mode is stored and not answered', async () => {
    await server.personSays('I am here.');
    await post(CUSTOMER);
    await server.turns.idle();
    expect(await log()).toEqual(['human_agent: I am here.', 'customer: hello']);
  });

  test('H1.3: sent again is one message and one turn', async () => {
    const idempotency = { key: 'k', fingerprint: 'f' };
    const [first, ...more] = await Promise.all([1, 2, 3].map(() => post(CUSTOMER, { idempotency })));
    await server.turns.idle();
    expect(first).toMatchObject({ type: 'stored', event: { offset: 0 } });
    expect(more).toEqual([
      { type: 'at', offset: 0 },
      { type: 'at', offset: 0 },
    ]);
    expect(await post(CUSTOMER, { idempotency })).toEqual({ type: 'at', offset: 0 });
    const shown = await log();
    expect(shown.filter((line) => line.startsWith('customer') || line.startsWith('ai_agent:'))).toEqual([
      'customer: hello',
      'ai_agent: answer to 0',
    ]);
    const other = { ...idempotency, fingerprint: 'other' };
    expect(await post(CUSTOMER, { idempotency: other })).toEqual({ type: 'idempotency-mismatch' });
  });
});

describe(`H2.2: a person's message`, () => {
  test.each<[string, CreateEvent, Partial<PostContext>, object]>([
    ['outside, unnamed', OUTSIDE, {}, { kind: 'external' }],
    [
      'outside, with an id',
      { ...OUTSIDE, participant: { id: 'nils', display_name: 'Nils' } },
      {},
      { kind: 'operator', id: 'nils', name: 'Nils' },
    ],
    ['of ours, by his own key', OUTSIDE, { author: ANNA }, { kind: 'operator', id: 'anna' }],
  ])('takes control: %s', async (_name, body, context, holder) => {
    const outcome = await post(body, context);
    expect(outcome).toMatchObject({ type: 'stored', event: { offset: 0 } });
    expect(await server.session()).toMatchObject({ control: { mode: 'manual', epoch: 1, holder } });
    expect(await log()).toEqual(['human_agent: Let me.']);
  });

  test('says the transition first where the AI had not, and keeps its own place in the answer', async () => {
    await server.button();
    const idempotency = { key: 'k', fingerprint: 'f' };
    const outcome = await post(OUTSIDE, { idempotency });
    expect(await log()).toEqual([
      'system <handoff.requested>',
      `system: ${transitionText(null, NOBODY_HERE)}`,
      'system <handoff.queued>',
      'system <handoff.accepted>',
      'human_agent: Let me.',
    ]);
    expect(outcome).toMatchObject({ type: 'stored', event: { offset: 4 } });
    expect(await post(OUTSIDE, { idempotency })).toEqual({ type: 'at', offset: 4 });
  });

  test('of one operator is refused in the session of another', async () => {
    await post(OUTSIDE, { author: ANNA });
    expect(await post(OUTSIDE, { author: BEN })).toMatchObject({ type: 'refused', code: 'not-holder' });
    expect(await log()).toHaveLength(1);
  });

  test('H8.1: whose sender names an author himself is stored without one', async () => {
    await post({ ...OUTSIDE, metadata: { author: { id: 'anna', name: 'Anna' }, ticket: 7 } });
    const [event] = await stores.sessions.listEvents({ sessionId: 's', minOffset: 0, limit: 1 });
    expect(event?.metadata).toBe('{"ticket":7}');
  });

  test('on behalf of the AI changes no holder, and its author is stored', async () => {
    const body: CreateEvent = {
      ...OUTSIDE,
      source: 'human_agent_on_behalf_of_ai_agent',
      message: 'Welcome.',
    };
    const outcome = await post(body, { author: ANNA });
    expect(outcome).toMatchObject({ type: 'stored', event: { metadata: JSON.stringify({ author: ANNA }) } });
    expect(await server.session()).toMatchObject({ control: { mode: 'auto', epoch: 0 } });
  });
});

describe('the AI is asked to speak', () => {
  const SPEAK: CreateEvent = { kind: 'message', source: 'ai_agent' };
  const SAY: CreateEvent = { ...SPEAK, guidelines: [{ action: 'greet' }] };

  test('takes a turn, answered with its first event', async () => {
    expect(await post(SPEAK)).toEqual({ type: 'at', offset: 0 });
    await server.turns.idle();
    expect(await log()).toContain('ai_agent: hello');
  });

  test('says what it is told to, answered with the message, in manual mode too', async () => {
    await server.personSays('I am here.');
    const outcome = await post(SAY);
    expect(outcome.type).toBe('at');
    expect((await log())[(outcome as { offset: number }).offset]).toBe('ai_agent: said: greet');
    expect(await post(SPEAK)).toMatchObject({ type: 'refused', code: 'agent-silent' });
  });

  test.each([
    ['a turn', SPEAK, 'ai_agent: hello'],
    ['what it is told', SAY, 'ai_agent: said: greet'],
  ])('H1.3: %s once, however often it is asked with one key', async (_name, body, line) => {
    const idempotency = { key: 'k', fingerprint: 'f' };
    const first = await post(body, { idempotency });
    await server.turns.idle();
    expect(await post(body, { idempotency })).toEqual(first);
    await server.turns.idle();
    expect((await log()).filter((each) => each === line)).toHaveLength(1);
    const other = { ...idempotency, fingerprint: 'other' };
    expect(await post(body, { idempotency: other })).toEqual({ type: 'idempotency-mismatch' });
  });

  test('is refused when somebody takes the session before it begins', async () => {
    const [spoken] = await Promise.all([post(SPEAK), server.personSays('Let me.')]);
    await server.turns.idle();
    if (spoken.type === 'refused') expect(spoken.code).toBe('agent-silent');
    expect((await log()).filter((line) => line.startsWith('ai_agent:'))).toEqual([]);
  });
});

describe('other events', () => {
  test.each<[string, CreateEvent, string]>([
    ['custom', { kind: 'custom', source: 'customer_ui', data: { page: 'a' } }, 'customer_ui <{"page":"a"}>'],
    ['status', { kind: 'status', source: 'human_agent', status: 'typing' }, 'human_agent typing'],
  ])('%s: stored as they are, and change nothing', async (_name, body, shown) => {
    expect(await post(body)).toMatchObject({ type: 'stored' });
    await server.turns.idle();
    expect(await log()).toEqual([shown]);
    expect(await server.session()).toMatchObject({ control: { epoch: 0 }, lastMessageOffset: -1 });
  });

  test.each<[string, CreateEvent]>([
    ['a message without text', { ...CUSTOMER, message: '' }],
    ['a person without a name', { ...OUTSIDE, participant: null }],
    ['words for the AI', { kind: 'message', source: 'ai_agent', message: 'hi' }],
    ['a message of the system', { kind: 'message', source: 'system', message: 'hi' }],
    ['a tool', { kind: 'tool', source: 'ai_agent', data: { tool_calls: [] } }],
    ['a custom event without data', { kind: 'custom', source: 'system', data: {} }],
    [
      'H1.4: news of a handoff',
      { kind: 'custom', source: 'system', data: { type: 'handoff.accepted', mode: 'manual' } },
    ],
    ['a status without one', { kind: 'status', source: 'customer' }],
    ['a status with a list', { kind: 'status', source: 'customer', status: 'typing', data: [1] }],
  ])('refused: %s', async (_name, body) => {
    expect(await post(body)).toMatchObject({ type: 'invalid' });
    await server.turns.idle();
    expect(await log()).toEqual([]);
  });

  test('for a session that is gone', async () => {
    const session = await server.session();
    await stores.sessions.deleteSessions(['s']);
    const context = { traceId: 't', idempotency: undefined, author: null };
    for (const body of [CUSTOMER, OUTSIDE]) {
      expect(await postEvent(server.app, session, body, context)).toEqual({ type: 'no-session' });
    }
  });
});
