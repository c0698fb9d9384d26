import type { HandoffEventData } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import {
  createSession,
  handoffStep,
  handoffType,
  logUntil,
  readLog,
  say,
  textsFrom,
  timeline,
  turnsEnded,
} from '../testing/conversation.ts';
import { TIMESTAMP } from '../testing/formats.ts';
import {
  MIA,
  TOM,
  askForPerson,
  clientOf,
  heldBy,
  newestOffset,
  refusalOf,
  reply,
} from '../testing/operators.ts';
import { AGENT } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();
const SPEAKERS = ['ai_agent', 'human_agent', 'human_agent_on_behalf_of_ai_agent', 'system'] as const;

describe('H3 from the request to the return', () => {
  test('H3.1 asked, queued, accepted, answered, resolved, and the AI goes on', async () => {
    const baton = clientOf(server.current);
    const { wire } = server.current;
    const session = await createSession(wire, { customer_id: 'kim' });
    await say(wire, session.id, 'My order AB-12345 has not come, mail me at kim@example.com');
    await turnsEnded(wire, session.id);

    const asked = await baton.requestHandoff(session.id, { reason: 'api', note: 'is angry', priority: 2 });
    expect(asked).toMatchObject({
      session_id: session.id,
      stage: 'queued',
      reason: 'api',
      priority: 2,
      operator: null,
    });
    expect(asked.agent).toEqual(AGENT);
    expect(asked.customer).toEqual({ id: 'kim', name: 'kim' });
    expect(asked.position).toBeGreaterThan(0);
    expect((await baton.readSession(session.id)).mode).toBe('manual');
    await say(wire, session.id, 'hello? anybody?');

    const accepted = await baton.accept(asked.id, { operator: MIA });
    expect(accepted).toMatchObject({ stage: 'active', operator: MIA, position: null, breached: false });
    expect((await reply(server.current, asked, MIA, 'Hi Kim, I see order AB-12345.')).data).toMatchObject({
      participant: { id: 'mia', display_name: 'Mia' },
    });
    const asAi = await reply(server.current, asked, MIA, 'It arrives tomorrow.', 'ai');
    expect(asAi).toMatchObject({
      source: 'human_agent_on_behalf_of_ai_agent',
      data: { participant: { id: AGENT.id, display_name: AGENT.name } },
      metadata: { author: MIA },
    });

    const resolved = await baton.resolve(asked.id, {
      operator: MIA,
      disposition: 'solved',
      outcome: 'Resent by express',
    });
    expect(resolved).toMatchObject({
      stage: 'resolved',
      disposition: 'solved',
      outcome: 'Resent by express',
    });
    expect(resolved.timer_due_utc).toBeNull();
    expect((await baton.readSession(session.id)).mode).toBe('auto');
    await say(wire, session.id, 'thanks, one more question');
    const log = await logUntil(wire, session.id, (events) =>
      textsFrom(events, 'ai_agent').includes('Reply to: thanks, one more question'),
    );
    const said = textsFrom(log, ...SPEAKERS);
    expect(said[0]).toMatch(/^Reply to: My order/);
    expect(said[1]).toMatch(/person/);
    expect(said.slice(2)).toEqual([
      'Hi Kim, I see order AB-12345.',
      'It arrives tomorrow.',
      'Reply to: thanks, one more question',
    ]);
  });

  test('H1.1 every step is in the session’s log, with who may speak', async () => {
    const handoff = await heldBy(server.current, MIA);
    await clientOf(server.current).resolve(handoff.id, { operator: MIA, disposition: 'solved' });
    const log = await readLog(server.current.wire, handoff.session_id);
    const steps = log
      .filter((event) => event.kind === 'custom')
      .map((event) => event.data as unknown as HandoffEventData);
    expect(steps.map((step) => [step.type, step.stage, step.mode, step.holder])).toEqual([
      ['handoff.requested', 'requested', 'manual', { kind: 'none', name: null }],
      ['handoff.queued', 'queued', 'manual', { kind: 'none', name: null }],
      ['handoff.accepted', 'active', 'manual', { kind: 'operator', name: 'Mia' }],
      ['handoff.resolved', 'resolved', 'auto', { kind: 'ai', name: null }],
    ]);
    expect(steps.every((step) => step.handoff_id === handoff.id)).toBe(true);
    expect(JSON.stringify(steps)).not.toContain('"mia"');
    expect(log.every((event) => event.source === 'system')).toBe(true);
  });

  test('H7.4 the clocks: requested, queued, accepted, first human word, ended', async () => {
    const baton = clientOf(server.current);
    const asked = await askForPerson(server.current);
    expect(asked).toMatchObject({
      requested_utc: expect.stringMatching(TIMESTAMP),
      queued_utc: expect.stringMatching(TIMESTAMP),
    });
    expect([asked.accepted_utc, asked.first_human_word_utc, asked.ended_utc]).toEqual([null, null, null]);
    const accepted = await baton.accept(asked.id, { operator: MIA });
    expect([accepted.accepted_utc, accepted.first_human_word_utc]).toEqual([expect.any(String), null]);
    await reply(server.current, asked, MIA, 'first', 'ai');
    await reply(server.current, asked, MIA, 'second');
    await reply(server.current, asked, MIA, 'third');
    const ended = await baton.returnToAi(asked.id, { operator: MIA });
    const { requested_utc, queued_utc, accepted_utc, first_human_word_utc, ended_utc } = ended;
    const clocks = [requested_utc, queued_utc, accepted_utc, first_human_word_utc, ended_utc].map(String);
    expect(clocks).toEqual(clocks.toSorted());
    expect(new Set(clocks.slice(2)).size).toBe(3);
  });

  test('H8.2 a note is for operators: not in the log, not in what the customer sees', async () => {
    const baton = clientOf(server.current);
    const handoff = await heldBy(server.current, MIA);
    const before = await readLog(server.current.wire, handoff.session_id);
    const detail = await baton.addNote(handoff.id, { operator: TOM, text: 'was rude last week' });
    expect(detail.notes).toEqual([
      { author: TOM, text: 'was rude last week', creation_utc: expect.stringMatching(TIMESTAMP) },
    ]);
    expect(await readLog(server.current.wire, handoff.session_id)).toEqual(before);
    expect(JSON.stringify(await baton.readOpenHandoff(handoff.session_id))).not.toContain('rude');
    await baton.resolve(handoff.id, { operator: MIA, disposition: 'solved' });
    const later = await baton.addNote(handoff.id, { operator: MIA, text: 'after the end' });
    expect(later.notes).toHaveLength(2);
  });

  test('H5.1 the package says why, what was said, who it is and where to read on', async () => {
    const { wire } = server.current;
    const session = await createSession(wire, { customer_id: 'pat' });
    await say(
      wire,
      session.id,
      'My order AB-12345 has not come. Write to pat@example.com or call +49 30 1234567.',
    );
    await turnsEnded(wire, session.id);
    const asked = await clientOf(server.current).requestHandoff(session.id, { reason: 'complex_issue' });
    const detail = await clientOf(server.current).readHandoff(asked.id);
    const { package: context } = detail;
    expect(context).toMatchObject({
      reason: 'complex_issue',
      customer: { id: 'pat' },
      transcript: { session_id: session.id, from_offset: 0 },
    });
    expect(context.summary.length).toBeGreaterThan(10);
    expect(detail.summary).toBe(context.summary);
    expect(context.details).toContainEqual({ kind: 'email', value: 'pat@example.com', offset: 0 });
    expect(context.details.some((each) => each.value.includes('AB-12345'))).toBe(true);
    expect(context.attempted.map((each) => each.text).join()).toContain('Reply to: My order');
    expect(detail.journal.map((entry) => entry.type)).toEqual(['requested', 'transition-said', 'queued']);
  });

  test('H3.4 a second request joins the first: one handoff, one message, both reasons, the higher priority', async () => {
    const baton = clientOf(server.current);
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const requests = Array.from({ length: 8 }, (_, index) =>
      baton.requestHandoff(id, { note: `n${index}`, priority: index }),
    );
    const handoffs = await Promise.all(requests);
    expect(new Set(handoffs.map((handoff) => handoff.id)).size).toBe(1);
    const detail = await baton.readHandoff(handoffs[0]?.id ?? '');
    expect(detail.evidence.map((each) => String(each.quote)).toSorted()).toEqual([
      'n0',
      'n1',
      'n2',
      'n3',
      'n4',
      'n5',
      'n6',
      'n7',
    ]);
    expect(detail.priority).toBe(7);
    expect(textsFrom(await readLog(wire, id), 'system')).toHaveLength(1);
  });

  test('H3.5 an operator takes over from the AI without a request', async () => {
    const baton = clientOf(server.current);
    const { wire } = server.current;
    const { id } = await createSession(wire);
    await say(wire, id, 'hello');
    await turnsEnded(wire, id);
    const taken = await baton.takeOver(id, { operator: MIA });
    expect(taken).toMatchObject({
      stage: 'active',
      operator: MIA,
      reason: 'operator_takeover',
      session_id: id,
    });
    await say(wire, id, 'who are you?');
    await server.current.context.turns.idle();
    const log = await readLog(wire, id);
    expect(textsFrom(log, ...SPEAKERS)).toEqual(['Reply to: hello']);
    expect(log.map(handoffType).filter(Boolean)).toEqual(['handoff.taken-over']);
  });

  test('H3.5 and out of the queue', async () => {
    const handoff = await askForPerson(server.current);
    const taken = await clientOf(server.current).takeOver(handoff.session_id, { operator: TOM });
    expect(taken).toMatchObject({ id: handoff.id, stage: 'active', operator: TOM });
  });
});

describe('H8 the return', () => {
  test('H8.3 given back, the AI answers what is pending', async () => {
    const { wire } = server.current;
    const handoff = await heldBy(server.current, MIA);
    await reply(server.current, handoff, MIA, 'What is your number?');
    await say(wire, handoff.session_id, 'it is 42');
    await clientOf(server.current).returnToAi(handoff.id, { operator: MIA, outcome: 'will be refunded' });
    const log = await turnsEnded(wire, handoff.session_id);
    expect(textsFrom(log, 'ai_agent')).toEqual(['Reply to: it is 42']);
  });

  test('H8.4 the AI is told what was decided and said, as facts', async () => {
    const { wire, engine } = server.current;
    const handoff = await heldBy(server.current, MIA);
    await reply(server.current, handoff, MIA, 'I refund 30 euros.');
    await clientOf(server.current).returnToAi(handoff.id, {
      operator: MIA,
      outcome: 'refund of 30 euros agreed',
    });
    await say(wire, handoff.session_id, 'when does the refund come?');
    await turnsEnded(wire, handoff.session_id);
    const { context } = engine.composed.at(-1) ?? {};
    expect(context?.stretch).toMatchObject({ operatorName: 'Mia', outcome: 'refund of 30 euros agreed' });
    expect(context?.stretch?.messages.map((line) => line.text)).toContain('I refund 30 euros.');
  });

  test('H8.3 given back with nothing pending, it waits for the customer', async () => {
    const { wire } = server.current;
    const handoff = await heldBy(server.current, MIA);
    await say(wire, handoff.session_id, 'a question');
    await reply(server.current, handoff, MIA, 'an answer');
    await clientOf(server.current).returnToAi(handoff.id, { operator: MIA });
    await server.current.context.turns.idle();
    expect(textsFrom(await readLog(wire, handoff.session_id), 'ai_agent')).toEqual([]);
  });

  test('H8.3 a resolved session answers the next message only', async () => {
    const { wire } = server.current;
    const handoff = await heldBy(server.current, MIA);
    await say(wire, handoff.session_id, 'bye');
    await clientOf(server.current).resolve(handoff.id, { operator: MIA, disposition: 'solved' });
    await server.current.context.turns.idle();
    expect(textsFrom(await readLog(wire, handoff.session_id), 'ai_agent')).toEqual([]);
    await say(wire, handoff.session_id, 'still there?');
    expect(textsFrom(await turnsEnded(wire, handoff.session_id), 'ai_agent')).toEqual([
      'Reply to: still there?',
    ]);
  });

  test('C14 a second handoff in the same session is a new one', async () => {
    const baton = clientOf(server.current);
    const first = await heldBy(server.current, MIA);
    await baton.returnToAi(first.id, { operator: MIA });
    const second = await baton.requestHandoff(first.session_id);
    expect(second.id).not.toBe(first.id);
    await handoffStep(server.current.wire, first.session_id, 'handoff.queued');
    expect(textsFrom(await readLog(server.current.wire, first.session_id), 'system')).toHaveLength(2);
    const ids = (await baton.listHandoffs({ limit: 100 })).items
      .filter((handoff) => handoff.session_id === first.session_id)
      .map((handoff) => [handoff.id, handoff.stage]);
    expect(ids).toEqual([
      [first.id, 'returned'],
      [second.id, 'queued'],
    ]);
  });
});

describe('H3.7 what is deleted in the middle of a handoff', () => {
  test('H3.7 the session: the handoff is gone with it, in every list', async () => {
    const baton = clientOf(server.current);
    const handoff = await heldBy(server.current, MIA);
    await server.current.wire.delete(`/sessions/${handoff.session_id}`);
    expect((await refusalOf(baton.readHandoff(handoff.id))).status).toBe(404);
    expect((await refusalOf(baton.requestHandoff(handoff.session_id))).status).toBe(404);
    const open = await baton.listHandoffs({ stage: 'open', limit: 100 });
    expect(open.items.map((each) => each.id)).not.toContain(handoff.id);
  });

  test('H3.7 the events it began with: it ends, and the AI goes on', async () => {
    const { wire } = server.current;
    const handoff = await heldBy(server.current, MIA);
    expect((await wire.delete(`/sessions/${handoff.session_id}/events?min_offset=0`)).status).toBe(204);
    expect(await clientOf(server.current).readHandoff(handoff.id)).toMatchObject({
      stage: 'failed',
      timer_due_utc: null,
    });
    expect((await clientOf(server.current).readSession(handoff.session_id)).mode).toBe('auto');
    await say(wire, handoff.session_id, 'again from the start');
    const log = await turnsEnded(wire, handoff.session_id);
    expect(textsFrom(log, ...SPEAKERS)).toEqual(['Reply to: again from the start']);
  });

  test('H3.7 events that came later: it goes on', async () => {
    const { wire } = server.current;
    const handoff = await heldBy(server.current, MIA);
    const { offset } = await reply(server.current, handoff, MIA, 'oops, wrong window');
    await wire.delete(`/sessions/${handoff.session_id}/events?min_offset=${offset}`);
    expect(await clientOf(server.current).readHandoff(handoff.id)).toMatchObject({
      stage: 'active',
      operator: MIA,
    });
    await reply(server.current, handoff, MIA, 'now in the right one');
    const log = await readLog(wire, handoff.session_id);
    expect(textsFrom(log, 'human_agent')).toEqual(['now in the right one']);
  });

  test('H3.7 the agent: the operator goes on', async () => {
    const { wire } = server.current;
    const agent = (await wire.post('/agents', { name: 'Brief' })).json<{ id: string }>();
    const session = await createSession(wire, { agent_id: agent.id });
    const handoff = await clientOf(server.current).requestHandoff(session.id);
    await wire.delete(`/agents/${agent.id}`);
    await clientOf(server.current).accept(handoff.id, { operator: MIA });
    await reply(server.current, handoff, MIA, 'still here');
    expect(timeline(await readLog(wire, session.id))).toContain('human_agent: still here');
    expect(await newestOffset(server.current, session.id)).toBeGreaterThan(0);
  });
});
