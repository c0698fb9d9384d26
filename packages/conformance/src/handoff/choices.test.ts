import type { Handoff } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { accepted, handoffStep, readLog, say, textsFrom, turnsEnded } from '../testing/conversation.ts';
import { KEYED, KEYS, visit } from '../testing/keyed-server.ts';
import type { Visitor } from '../testing/keyed-server.ts';
import { useServer } from '../testing/use-server.ts';
import type { Fault } from '../testing/wire.ts';

/* What the customer does himself while he waits, with nothing but his own cookie. */
const server = useServer(() => KEYED);

const IN_TWO_DAYS = new Date(Date.now() + 2 * 86_400_000).toISOString();

async function waiting(): Promise<{ visitor: Visitor; handoff: Handoff }> {
  const visitor = await visit(server.current);
  const handoff = accepted<Handoff>(await visitor.wire.post(`/sessions/${visitor.session.id}/handoff`, {}));
  await handoffStep(visitor.wire, visitor.session.id, 'handoff.queued');
  return { visitor, handoff };
}

describe('H4.7 the button', () => {
  test('H4.1 asks for a person at the customer’s request, whatever reason he sends', async () => {
    const visitor = await visit(server.current);
    const body = { reason: 'ai_error', priority: 100, note: 'let me first' };
    const mine = accepted<Handoff>(await visitor.wire.post(`/sessions/${visitor.session.id}/handoff`, body));
    const admin = server.current.wire.as(KEYS.admin);
    const full = accepted<Handoff>(await admin.get(`/handoffs/${mine.id}`), 200);
    expect(full).toMatchObject({
      reason: 'customer_requested',
      priority: 0,
      evidence: [{ trigger: 'button' }],
    });
  });

  test('H1.4 the customer sees his place and his operator’s name, not the evidence, notes or ids', async () => {
    const { visitor, handoff } = await waiting();
    expect(handoff).toMatchObject({
      stage: 'queued',
      position: expect.any(Number),
      evidence: [],
      summary: '',
      reason: '',
    });
    const operator = server.current.wire.as(KEYS.operator);
    accepted(await operator.post(`/handoffs/${handoff.id}/accept`, {}), 200);
    accepted(await operator.post(`/handoffs/${handoff.id}/notes`, { text: 'suspicious' }));
    const answer = await visitor.wire.get(`/sessions/${visitor.session.id}/handoff`);
    const { handoff: seen } = answer.json<{ handoff: Handoff }>();
    expect(seen.operator).toEqual({ id: '', name: 'Mia Berg' });
    expect(answer.text).not.toMatch(/suspicious|mia-berg|journal|package/);
  });
});

describe('H7.1 instead of waiting', () => {
  test('H3 withdraw: the AI goes on and answers what was written meanwhile', async () => {
    const { visitor, handoff } = await waiting();
    await say(visitor.wire, visitor.session.id, 'never mind, where is my parcel?');
    const after = accepted<Handoff>(await visitor.wire.post(`/handoffs/${handoff.id}/withdraw`, {}), 200);
    expect(after).toMatchObject({ stage: 'withdrawn', position: null, timer_due_utc: null });
    const log = await turnsEnded(visitor.wire, visitor.session.id);
    expect(textsFrom(log, 'ai_agent')).toEqual(['Reply to: never mind, where is my parcel?']);
  });

  test.each([
    ['callback', { address: '+49 30 1234567', at: IN_TWO_DAYS }, IN_TWO_DAYS.replace('Z', '000Z')],
    ['callback', { address: '+49 30 1234567' }, null],
    ['email', { address: 'kim@example.com' }, null],
  ] as const)('H7.1 %s: it is confirmed, kept for operators, and the AI goes on', async (kind, body, at) => {
    const { visitor, handoff } = await waiting();
    const after = accepted<Handoff>(await visitor.wire.post(`/handoffs/${handoff.id}/${kind}`, body), 200);
    expect(after).toMatchObject({ stage: kind, contact: { kind, address: body.address, at } });
    const log = await handoffStep(visitor.wire, visitor.session.id, `handoff.${kind}`);
    expect(textsFrom(log, 'system').at(-1)).toContain(body.address);
    const admin = server.current.wire.as(KEYS.admin);
    const listed = accepted<{ items: Handoff[] }>(await admin.get(`/handoffs?stage=${kind}`), 200);
    expect(listed.items.map((each) => each.id)).toContain(handoff.id);
    await say(visitor.wire, visitor.session.id, 'and one more thing');
    expect(textsFrom(await turnsEnded(visitor.wire, visitor.session.id), 'ai_agent')).toEqual([
      'Reply to: and one more thing',
    ]);
  });

  test.each([
    ['callback', {}, ['body', 'address']],
    ['callback', { address: '1' }, ['body', 'address']],
    ['callback', { address: '+49 30 1', at: 'tomorrow' }, ['body', 'at']],
    ['email', { address: 'x'.repeat(201) }, ['body', 'address']],
    ['email', { address: 7 }, ['body', 'address']],
  ])('H7.1 %s with %j is 422 and changes nothing', async (kind, body, loc) => {
    const { visitor, handoff } = await waiting();
    const before = await readLog(visitor.wire, visitor.session.id);
    const answer = await visitor.wire.post(`/handoffs/${handoff.id}/${kind}`, body);
    expect(answer.status).toBe(422);
    expect((answer.detail as Fault[]).map((fault) => fault.loc)).toEqual([loc]);
    expect(await readLog(visitor.wire, visitor.session.id)).toEqual(before);
  });

  test('W6 nobody chooses for another customer', async () => {
    const [mine, theirs] = [await waiting(), await waiting()];
    for (const choice of ['withdraw', 'callback', 'email']) {
      const body = choice === 'withdraw' ? {} : { address: 'evil@example.com' };
      const foreign = await mine.visitor.wire.post(`/handoffs/${theirs.handoff.id}/${choice}`, body);
      const unknown = await mine.visitor.wire.post(`/handoffs/none000000/${choice}`, body);
      expect([foreign.status, unknown.status]).toEqual([404, 404]);
      expect(foreign.text.replace(theirs.handoff.id, '')).toBe(unknown.text.replace('none000000', ''));
    }
    const admin = server.current.wire.as(KEYS.admin);
    expect(accepted<Handoff>(await admin.get(`/handoffs/${theirs.handoff.id}`), 200).stage).toBe('queued');
  });

  test('W6 a browser with several sessions chooses in each of them', async () => {
    const [one, two] = [await waiting(), await waiting()];
    const browser = server.current.wire.with({ cookie: `${one.visitor.cookie}; ${two.visitor.cookie}` });
    for (const { handoff } of [two, one]) {
      expect((await browser.post(`/handoffs/${handoff.id}/withdraw`, {})).status).toBe(200);
    }
  });

  test('H3 once a person is there, there is nothing to choose', async () => {
    const { visitor, handoff } = await waiting();
    accepted(await server.current.wire.as(KEYS.operator).post(`/handoffs/${handoff.id}/accept`, {}), 200);
    const answer = await visitor.wire.post(`/handoffs/${handoff.id}/withdraw`, {});
    expect([answer.status, answer.json()['code']]).toEqual([409, 'wrong-stage']);
  });
});
