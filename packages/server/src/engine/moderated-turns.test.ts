import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newTraceId } from '../app/random-id.ts';
import { postEvent } from '../app/post-event.ts';
import type { ModerationLevel } from '../app/moderate-message.ts';
import type { ModerationVerdict } from '../ports/moderator.ts';
import { openMemory } from '../testing/open-memory.ts';
import type { MemoryFixture } from '../testing/open-memory.ts';
import { PlainStages } from '../testing/plain-stages.ts';
import { TestApp } from '../testing/test-app.ts';
import { turnsOfTheLoop } from '../testing/until.ts';

let stores: MemoryFixture;
let server: TestApp;
let plain: PlainStages;
let judge: (text: string, level: string, signal: AbortSignal) => Promise<ModerationVerdict>;
beforeEach(async () => {
  stores = openMemory();
  plain = new PlainStages();
  judge = async (text) => ({
    flagged: text.includes('damn'),
    tags: text.includes('damn') ? ['harassment'] : [],
  });
  const moderator = { moderate: (...given: Parameters<typeof judge>) => judge(...given) };
  server = await TestApp.start({ ...stores, stages: plain.stages, moderator });
  await server.open();
});
afterEach(() => server[Symbol.asyncDispose]());

async function send(message: string, moderation?: ModerationLevel): Promise<void> {
  const context = { traceId: newTraceId(), idempotency: undefined, author: null };
  const body = { kind: 'message', source: 'customer', message } as const;
  const session = await server.session();
  await postEvent(server.app, session, body, { ...context, ...(moderation !== undefined && { moderation }) });
  await server.turns.idle();
}
async function stored(): Promise<object> {
  const [event] = await stores.sessions.listEvents({ sessionId: 's', minOffset: 0, limit: 1 });
  return JSON.parse(event?.data ?? '{}') as object;
}
const heard = (): unknown => plain.composed.at(-1)?.context.latest;

describe('a customer’s message', () => {
  test('that is flagged is stored in full, and the AI is told no more than why', async () => {
    await send('damn you', 'auto');
    expect(await stored()).toMatchObject({ message: 'damn you', flagged: true, tags: ['harassment'] });
    expect(heard()).toMatchObject({
      text: `[The customer's message is withheld. Moderation flagged it: harassment]`,
      flagged: true,
    });
    expect(JSON.stringify(plain.composed.map(({ context }) => context.history))).not.toContain('damn');
  });

  test.each([
    ['hello', 'auto'],
    ['damn you', 'none'],
    ['damn you', undefined],
  ] as const)('that is not is heard as it is: %s, %s', async (text, level) => {
    await send(text, level);
    expect(await stored()).toMatchObject({ message: text, flagged: false, tags: [] });
    expect(heard()).toMatchObject({ text });
  });

  test('H4.1: that asks for a person in words that are flagged still gets one', async () => {
    plain.detect = async ({ latest, history }) =>
      latest?.text === 'a damn person' &&
      history.some((entry) => entry.type === 'message' && entry.text === latest.text)
        ? {
            reason: 'customer_requested',
            evidence: { trigger: 'explicit', offset: latest.offset, score: 1, threshold: 1, quote: null },
          }
        : null;
    await send('a damn person', 'auto');
    expect(await stores.sessions.readOpenHandoff('s')).toMatchObject({ reason: 'customer_requested' });
  });

  test.each([
    ['auto', { flagged: false, tags: [] }],
    ['paranoid', { flagged: true, tags: ['unchecked'] }],
  ] as const)('that cannot be judged passes with auto only: %s', async (level, expected) => {
    judge = async () => Promise.reject(new Error('down'));
    await send('hello', level);
    expect(await stored()).toMatchObject(expected);
  });

  test('does not wait for a moderator that hangs, whose work is called off', async () => {
    let aborted = false;
    judge = (_text, _level, signal) => {
      signal.addEventListener('abort', () => (aborted = true));
      return new Promise(() => undefined);
    };
    const sent = send('hello', 'auto');
    await turnsOfTheLoop(3);
    await stores.clock.advance(6, () => turnsOfTheLoop(3));
    await sent;
    expect(await stored()).toMatchObject({ flagged: false });
    expect(aborted).toBe(true);
  });
});
