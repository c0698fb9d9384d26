import { DatabaseSync } from 'node:sqlite';
import { AssistClient, BatonClient, KnowledgeClient, StaffClient } from '@baton/client';
import type { Assist, Handoff, StreamFrame } from '@baton/protocol';
import type { ToolDefinition } from '@baton/server/internals';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createSession, readLog, say } from '../testing/conversation.ts';
import { EventSourceReader } from '../testing/event-source.ts';
import { KEYED, KEYS, MIA, TOM, visit } from '../testing/keyed-server.ts';
import { refusalOf } from '../testing/operators.ts';
import { ScriptedAssist } from '../testing/scripted-assist.ts';
import { SECRET_FAILURE } from '../testing/scripted-engine.ts';
import { useServer } from '../testing/use-server.ts';

type Key = keyof typeof KEYS;

const server = useServer(() => KEYED);
const connection = (key: Key, of = server): { baseUrl: string; token: string } => ({
  baseUrl: of.current.url,
  token: KEYS[key],
});
const desk = (key: Key, of = server): BatonClient => new BatonClient(connection(key, of));
const assist = (key: Key, of = server): AssistClient => new AssistClient(connection(key, of));

async function hire(of: typeof server): Promise<void> {
  const staff = new StaffClient(connection('admin', of));
  await staff.createOperator({ ...MIA, max_chats: 100 });
  await staff.createOperator({ ...TOM, max_chats: 100 });
}

/** A session that Mia holds, and in which the customer has said this. */
async function heldAfter(text: string, of = server): Promise<Handoff> {
  const wire = of.current.wire.as(KEYS.admin);
  const { id } = await createSession(wire);
  const handoff = await desk('admin', of).requestHandoff(id);
  await desk('operator', of).accept(handoff.id);
  if (text !== '') await say(wire, id, text);
  return handoff;
}

function open(key: Key, of = server): Promise<EventSourceReader> {
  return EventSourceReader.open(of.current.wire.as(KEYS[key]), '/stream');
}

/** Frames `assist` up to one for which this holds. */
async function until(stream: EventSourceReader, holds: (assist: Assist) => boolean): Promise<Assist[]> {
  const read = (data: string): Assist | null => {
    const frame = JSON.parse(data) as StreamFrame;
    return frame.type === 'assist' ? frame.assist : null;
  };
  const frames = await stream.until(({ data }) => {
    const found = read(data);
    return found !== null && holds(found);
  });
  return frames.flatMap(({ data }) => read(data) ?? []);
}

beforeAll(async () => {
  await hire(server);
  const knowledge = new KnowledgeClient(connection('admin'));
  await knowledge.createArticle({
    title: 'How to return shoes',
    body: 'You can return shoes within 30 days, free of charge.',
    url: 'https://shop.example/returns',
    language: 'en',
  });
  await knowledge.createCannedReply({
    shortcut: 'refund-sent',
    title: 'Where is my refund',
    text: 'Hello {{customer}}, your refund is on its way. {{operator}}',
  });
});

describe('H8.1 the holder is given a reply to send, and where it comes from', () => {
  test('by his stream alone; another holder by his', async () => {
    const handoff = await heldAfter('');
    await using mia = await open('operator');
    await using tom = await open('colleague');
    await Promise.all([mia.next(), tom.next()]);
    const wire = server.current.wire.as(KEYS.admin);
    await say(wire, handoff.session_id, 'How do I return shoes?');
    const [told] = await until(mia, ({ suggestion }) => suggestion !== null);
    expect(told).toMatchObject({
      handoff_id: handoff.id,
      suggestion: {
        text: 'You can return shoes within 30 days, free of charge.\n\nYou can read more in “How to return shoes”: https://shop.example/returns',
        state: 'complete',
        by: 'engine',
        sources: [{ kind: 'article', title: 'How to return shoes' }],
      },
      articles: [{ title: 'How to return shoes', url: 'https://shop.example/returns' }],
      model: false,
    });
    await desk('operator').transfer(handoff.id, { department: 'support' });
    await desk('colleague').accept(handoff.id);
    await say(wire, handoff.session_id, 'And where is my refund?');
    const own = await until(tom, ({ suggestion }) => suggestion?.sources[0]?.kind === 'canned_reply');
    expect(own.at(-1)?.suggestion?.text).toMatch(/^Hello .+, your refund is on its way\. Tom$/);
    expect(own.map(({ handoff_id }) => handoff_id)).toEqual(own.map(() => handoff.id));
    expect((await refusalOf(assist('operator').readAssist(handoff.id))).code).toBe('not-holder');
  });

  test('when he asks for it; a lead or an admin may too; of nothing worth saying there is nothing', async () => {
    const handoff = await heldAfter('How do I return shoes?');
    const read = await assist('operator').readAssist(handoff.id);
    expect(read.suggestion?.sources).toMatchObject([{ kind: 'article' }]);
    expect(await assist('admin').readAssist(handoff.id)).toEqual(read);
    const other = await heldAfter('The moon is made of cheese.');
    expect(await assist('operator').readAssist(other.id)).toMatchObject({ suggestion: null, articles: [] });
    const waiting = await desk('admin').requestHandoff(
      (await createSession(server.current.wire.as(KEYS.admin))).id,
    );
    expect(await assist('operator').readAssist(waiting.id)).toMatchObject({ offset: null, suggestion: null });
    expect((await refusalOf(assist('operator').readAssist('none'))).status).toBe(404);
  });

  test('what is sent of it is noted, and nothing is sent by itself', async () => {
    const handoff = await heldAfter('How do I return shoes?');
    const { suggestion } = await assist('operator').readAssist(handoff.id);
    const log = await readLog(server.current.wire.as(KEYS.admin), handoff.session_id);
    expect(log.filter(({ source }) => source.startsWith('human_agent'))).toEqual([]);
    const event = await desk('operator').reply(handoff.id, {
      message: `${suggestion?.text}\n`,
      as: 'operator',
      seen_offset: log.at(-1)?.offset ?? -1,
      ...(suggestion && { suggestion_id: suggestion.id }),
    });
    expect(event.source).toBe('human_agent');
    expect(JSON.stringify(event)).not.toContain(suggestion?.id);
    using database = new DatabaseSync(server.current.database, { readOnly: true });
    const noted = database.prepare('SELECT shown, used FROM suggestion WHERE handoff_id = ?').all(handoff.id);
    expect(noted).toEqual([{ shown: 1, used: 'sent' }]);
  });

  test('a customer is given none of it', async () => {
    const visitor = await visit(server.current);
    const handoff = await desk('admin').requestHandoff(visitor.session.id);
    await desk('operator').accept(handoff.id);
    for (const path of ['assist', 'actions']) {
      expect((await visitor.wire.get(`/handoffs/${handoff.id}/${path}`)).status).toBe(403);
    }
    for (const path of ['rewrite', 'summary', 'actions/built-in:refund']) {
      expect((await visitor.wire.post(`/handoffs/${handoff.id}/${path}`, {})).status).toBe(403);
    }
  });
});

describe('without a model', () => {
  test('no draft is rewritten; the summary is made anew as an extract', async () => {
    const handoff = await heldAfter('I moved to Berlin and need a new contract.');
    const body = { text: 'We look into it.', how: 'formal' } as const;
    expect((await refusalOf(assist('operator').rewrite(handoff.id, body))).code).toBe('no-model');
    expect((await refusalOf(assist('colleague').refreshSummary(handoff.id))).code).toBe('not-holder');
    const detail = await assist('operator').refreshSummary(handoff.id);
    expect(detail.package).toMatchObject({ summary_by: 'extract' });
    expect(detail.package.summary).toContain('Berlin');
  });
});

describe('with a model', () => {
  const engine = new ScriptedAssist();
  const modelled = useServer(() => ({ ...KEYED, internals: { assistEngine: engine } }));
  beforeAll(async () => {
    await hire(modelled);
    await new KnowledgeClient(connection('admin', modelled)).createCannedReply({
      shortcut: 'delay',
      title: 'Delay',
      text: 'Parcels take two days longer this week.',
    });
  });

  test('a reply grows before the holder’s eyes; a newer message ends it', async () => {
    engine.onSuggest(async ({ question, texts }, onText) => {
      onText('Parcels take longer.');
      // The first is never finished: it is for the newer message to end it.
      if (!question.includes('lost')) return new Promise(() => undefined);
      const sources = texts.map(({ kind, id, title }) => ({ kind, id, title }));
      return { text: 'Parcels take longer. It is two days.', by: 'model', sources, confidence: 0.8 };
    });
    const handoff = await heldAfter('', modelled);
    await using mia = await open('operator', modelled);
    await mia.next();
    const wire = modelled.current.wire.as(KEYS.admin);
    await say(wire, handoff.session_id, 'Where is my parcel?');
    const [begun] = (await until(mia, ({ suggestion }) => suggestion !== null)).slice(-1);
    expect(begun?.suggestion).toMatchObject({ text: 'Parcels take longer.', state: 'growing', by: 'model' });
    const second = await say(wire, handoff.session_id, 'Is it lost?');
    const frames = await until(mia, ({ suggestion }) => suggestion?.state === 'complete');
    expect(frames.at(-1)).toMatchObject({
      offset: second.offset,
      suggestion: {
        text: 'Parcels take longer. It is two days.',
        by: 'model',
        sources: [{ kind: 'canned_reply', title: 'Delay' }],
        confidence: 0.8,
      },
      model: true,
    });
    expect(frames.at(-1)?.suggestion?.id).not.toBe(begun?.suggestion?.id);
  });

  test('a draft comes back in other words, and in the language that is asked for', async () => {
    const handoff = await heldAfter('', modelled);
    const client = assist('operator', modelled);
    const text = 'We look into it.';
    engine.onRewrite(async ({ how, language }) => `${how} ${language}`);
    expect(await client.rewrite(handoff.id, { text, how: 'shorten' })).toEqual({ text: 'shorten null' });
    expect(await client.rewrite(handoff.id, { text, how: 'translate', language: 'de' })).toEqual({
      text: 'translate de',
    });
    expect((await refusalOf(client.rewrite(handoff.id, { text: ' ', how: 'shorten' }))).status).toBe(422);
    expect(
      (await refusalOf(assist('colleague', modelled).rewrite(handoff.id, { text, how: 'shorten' }))).code,
    ).toBe('not-holder');
    engine.onRewrite(() => Promise.reject(new Error(SECRET_FAILURE)));
    const failed = await refusalOf(client.rewrite(handoff.id, { text, how: 'shorten' }));
    expect(failed.status).toBe(503);
    expect(JSON.stringify(failed.body)).not.toContain('hunter2');
  });
});

describe('H8.1 quick actions', () => {
  let runs = 0;
  const refund: ToolDefinition = {
    name: 'issue_refund',
    description: 'Sends money back.',
    parameters: z.object({ order: z.string().regex(/^A\d{4}$/), amount: z.number().positive().max(500) }),
    consequential: true,
    async run(_context, { amount }) {
      runs += 1;
      if (amount === 13) throw new Error(SECRET_FAILURE);
      return { data: { sent: amount as number } };
    },
  };
  beforeAll(() => {
    const { behaviours } = server.current.context;
    behaviours.defineTool(refund);
    const operators = { title: 'Issue a refund', only: true };
    const id = { service: 'built-in', tool: refund.name };
    behaviours.bindAgent('ava', (before) => ({ ...before, operatorTools: [{ id, operators }] }));
  });
  const ID = 'built-in:issue_refund';
  const given = { order: 'A1234', amount: 20 };

  test('are forms; one that changes something waits for a yes; a double click is one click', async () => {
    const handoff = await heldAfter('Please refund order A1234');
    const client = assist('operator');
    const [action] = await client.listActions(handoff.id);
    expect(action).toMatchObject({ id: ID, title: 'Issue a refund', consequential: true });
    expect(action?.fields.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'order text',
      'amount number',
    ]);
    const unsure = await refusalOf(client.runAction(handoff.id, ID, { arguments: given }));
    expect(unsure.code).toBe('needs-confirmation');
    expect(runs).toBe(0);
    const body = { arguments: given, confirmed: true };
    const both = await Promise.all([1, 2].map(() => client.runAction(handoff.id, ID, body, 'click-1')));
    expect(both[0]).toMatchObject({ action_id: ID, failed: false, data: { sent: 20 } });
    expect(both[1]).toEqual(both[0]);
    expect(runs).toBe(1);
    const other = { arguments: { ...given, amount: 30 }, confirmed: true };
    expect((await refusalOf(client.runAction(handoff.id, ID, other, 'click-1'))).code).toBe(
      'idempotency-mismatch',
    );
    const log = await readLog(server.current.wire.as(KEYS.admin), handoff.session_id);
    expect(log.find(({ offset }) => offset === both[0]?.offset)).toMatchObject({
      kind: 'tool',
      source: 'system',
      metadata: { author: MIA },
      data: { tool_calls: [{ tool_id: ID, arguments: given, result: { data: { sent: 20 } } }] },
    });
  });

  test('say which argument is wrong, what there is not, and whose session it is', async () => {
    const handoff = await heldAfter('');
    const client = assist('operator');
    const wrong = await refusalOf(
      client.runAction(handoff.id, ID, { arguments: { order: 'B1', amount: 900 }, confirmed: true }),
    );
    expect(wrong.status).toBe(422);
    const { detail } = wrong.body as { detail: { loc: string[] }[] };
    expect(detail.map(({ loc }) => loc.join('.'))).toEqual(['body.arguments.order', 'body.arguments.amount']);
    const body = { arguments: given, confirmed: true };
    expect((await refusalOf(client.runAction(handoff.id, 'built-in:none', body))).status).toBe(404);
    expect((await refusalOf(client.runAction('none', ID, body))).status).toBe(404);
    expect((await refusalOf(assist('colleague').runAction(handoff.id, ID, body))).code).toBe('not-holder');
  });

  test('that fail have failed, without a word of why', async () => {
    const handoff = await heldAfter('');
    const body = { arguments: { ...given, amount: 13 }, confirmed: true };
    const result = await assist('operator').runAction(handoff.id, ID, body);
    expect(result).toMatchObject({ failed: true, data: 'Tool call error' });
    const log = await readLog(server.current.wire.as(KEYS.admin), handoff.session_id);
    expect(JSON.stringify(log)).not.toContain('hunter2');
  });

  test('are nothing that the customer reads', async () => {
    const visitor = await visit(server.current);
    const handoff = await desk('admin').requestHandoff(visitor.session.id);
    await desk('operator').accept(handoff.id);
    await assist('operator').runAction(handoff.id, ID, { arguments: given, confirmed: true });
    const seen = await readLog(visitor.wire, visitor.session.id);
    const done = seen.find(({ kind }) => kind === 'tool');
    expect(done).toMatchObject({ data: { tool_calls: [] }, metadata: {} });
    expect(JSON.stringify(seen)).not.toContain('A1234');
  });
});
