import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ANNA, BEN, makeAgent, makeMessage } from '../testing/make.ts';
import { openMemory } from '../testing/open-memory.ts';
import type { MemoryFixture } from '../testing/open-memory.ts';
import { TestApp } from '../testing/test-app.ts';
import { loadTurnContext } from './load-turn-context.ts';
import type { TurnContext } from './turn-context.ts';
import { TurnLog } from './turn-log.ts';
import { NO_TRACE } from './turn-trace.ts';

let stores: MemoryFixture;
let server: TestApp;
beforeEach(async () => {
  stores = openMemory();
  server = await TestApp.start(stores);
  await server.open();
});
afterEach(() => server[Symbol.asyncDispose]());

const signal = new AbortController().signal;
async function load(): Promise<TurnContext | null> {
  const budget = { mostCalls: 1, mostTokens: 1, calls: 0, tokens: 0 };
  const input = { traceId: 't', instructions: [], signal, budget, trace: NO_TRACE };
  const loaded = await loadTurnContext(server.app, server.behaviours, await server.session(), input);
  return loaded?.context ?? null;
}

/** Anna takes the session, writes, and gives it back. */
async function stretch(words: string, outcome: string): Promise<void> {
  await server.button();
  await server.command({ do: 'accept', operator: ANNA });
  const open = await stores.sessions.readOpenHandoff('s');
  const reply = { operator: ANNA, message: words, as: 'operator', seenOffset: null } as const;
  await server.desk.reply(open!.id, reply, { traceId: 't' });
  await server.command({ do: 'return', operator: ANNA, outcome });
}

describe('what a turn knows', () => {
  test('who said what', async () => {
    const events = [
      makeMessage('customer', 'a'),
      makeMessage('ai_agent', 'b'),
      makeMessage('human_agent', 'c'),
      makeMessage('human_agent_on_behalf_of_ai_agent', 'd'),
      makeMessage('system', 'e'),
    ];
    await stores.sessions.commit({ sessionId: 's', events });
    const context = await load();
    expect(
      context?.history.map((entry) => (entry.type === 'message' ? `${entry.author} ${entry.text}` : '')),
    ).toEqual(['customer a', 'ai b', 'human c', 'ai d', 'system e']);
    expect(context?.latest).toMatchObject({ text: 'a', offset: 0 });
  });

  test('no preambles: they answer nothing', async () => {
    const log = new TurnLog('t');
    const events = [
      makeMessage('customer', 'a'),
      log.preamble(makeAgent(), 'One moment.'),
      makeMessage('customer', 'b'),
    ];
    await stores.sessions.commit({ sessionId: 's', events });
    const context = await load();
    expect(context?.history.map((entry) => (entry.type === 'message' ? entry.text : ''))).toEqual(['a', 'b']);
  });

  test('nothing to answer when everything is answered', async () => {
    await stores.sessions.commit({
      sessionId: 's',
      events: [makeMessage('customer', 'a')],
      patch: { answered: 0 },
    });
    expect(await load()).toMatchObject({ latest: null, stretch: null, state: {} });
  });

  test('nothing at all when its agent is gone', async () => {
    await stores.directory.deleteAgent(makeAgent().id);
    expect(await load()).toBeNull();
  });

  test('what the stages kept, if it is an object', async () => {
    const kept = (stages: number | { n: number }): Promise<unknown> =>
      stores.sessions.commit({ sessionId: 's', events: [], patch: { agentState: { stages } } });
    await kept({ n: 1 });
    expect((await load())?.state).toEqual({ n: 1 });
    await kept(5);
    expect((await load())?.state).toEqual({});
  });

  test('H8.4: after a return, both ends of the stretch, what was said in it and what was agreed', async () => {
    await server.customerSays('before');
    await server.turns.idle();
    await stretch('I refund it.', 'refund agreed');
    await server.customerSays('after');
    const context = await load();
    expect(context?.stretch).toMatchObject({ operatorName: 'Anna Berg', outcome: 'refund agreed' });
    const said = context?.stretch?.messages.map((line) => `${line.author}: ${line.text}`);
    expect(said).toContain('human: I refund it.');
    expect(said?.some((line) => line.includes('before') || line.includes('after'))).toBe(false);
    expect(context?.latest?.text).toBe('after');
  });

  test('H8.4: of two stretches, the last', async () => {
    await stretch('first', 'one');
    await stretch('second', 'two');
    const context = await load();
    expect(context?.stretch?.outcome).toBe('two');
    expect(context?.stretch?.messages.some((line) => line.text === 'first')).toBe(false);
  });

  test('H8.4: of two stretches the last whole, of the one before what came of it', async () => {
    await stretch('first', 'one');
    await stretch('second', 'two');
    const context = await load();
    expect(context?.pastStretches).toMatchObject([
      { operatorName: 'Anna Berg', end: 'returned', outcome: 'one' },
    ]);
    expect(context?.pastStretches).not.toHaveProperty('0.messages');
  });

  test('H8.4: of many stretches only the newest few', async () => {
    for (let n = 0; n < 8; n += 1) {
      await server.desk.takeOver('s', ANNA, { traceId: 't' });
      await server.command({ do: 'return', operator: ANNA, outcome: `outcome ${n}` });
    }
    const context = await load();
    expect(context?.stretch?.outcome).toBe('outcome 7');
    expect(context?.pastStretches.map(({ outcome }) => outcome)).toEqual([
      'outcome 3',
      'outcome 4',
      'outcome 5',
      'outcome 6',
    ]);
  });

  test('H8.4: who held it, when, what was promised, and what need not be asked for again', async () => {
    await server.button();
    await server.command({ do: 'accept', operator: ANNA });
    await server.customerSays('My order is A-12345');
    const open = await stores.sessions.readOpenHandoff('s');
    const reply = { message: 'Call us on 555 0100 200.', as: 'ai', seenOffset: null } as const;
    await server.desk.reply(open?.id ?? '', { ...reply, operator: ANNA }, { traceId: 't' });
    await server.command({
      do: 'commit',
      operator: ANNA,
      id: 'p',
      text: 'A refund',
      due: 1_900_000_000_000_000,
    });
    await server.command({ do: 'commit', operator: ANNA, id: 'q', text: 'A call', due: null });
    await server.command({ do: 'settle-commitment', operator: ANNA, id: 'q' });
    await server.command({ do: 'transfer', operator: ANNA, target: { department: 'support' }, note: null });
    await server.command({ do: 'accept', operator: BEN });
    await server.command({
      do: 'resolve',
      operator: BEN,
      disposition: 'solved',
      outcome: null,
      keepCommitments: true,
    });
    const facts = (await load())?.stretch;
    expect(facts).toMatchObject({
      operatorName: 'Ben Ito',
      people: ['Anna Berg', 'Ben Ito'],
      end: 'resolved',
      disposition: 'solved',
      commitments: [
        { text: 'A call', due: null, settled: true, by: 'Anna Berg' },
        { text: 'A refund', due: '2030-03-17T17:46:40.000000Z', settled: false, by: 'Anna Berg' },
      ],
      details: [
        { kind: 'order', value: 'A-12345', by: 'customer' },
        { kind: 'phone', value: '555 0100 200', by: 'person' },
      ],
    });
    expect(facts?.messages.find(({ onBehalf }) => onBehalf === true)?.text).toBe('Call us on 555 0100 200.');
    expect(Date.parse(facts?.ended ?? '')).toBeGreaterThanOrEqual(Date.parse(facts?.began ?? ''));
  });

  test('H8.4: a stretch that lies far back is still told', async () => {
    await stretch('I refund it.', 'refund agreed');
    const events = Array.from({ length: 450 }, (_, n) =>
      makeMessage(n % 2 === 0 ? 'customer' : 'ai_agent', `${n}`),
    );
    await stores.sessions.commit({ sessionId: 's', events });
    const context = await load();
    expect(context?.stretch?.outcome).toBe('refund agreed');
    expect(context?.stretch?.messages.map(({ text }) => text)).toContain('I refund it.');
    expect(context?.dealtWith).toBeLessThan(20);
  });

  test('no stretch when nobody came, but what made the request has been dealt with', async () => {
    await server.customerSays('please');
    await server.turns.idle();
    await server.button();
    await server.command({ do: 'withdraw' });
    const context = await load();
    expect(context).toMatchObject({ stretch: null, pastStretches: [] });
    const events = await stores.sessions.listEvents({ sessionId: 's', minOffset: 0, limit: 100 });
    expect(events[context?.dealtWith ?? -1]?.data).toContain('handoff.withdrawn');
  });

  test('H8.4: what the one who resolved it had not seen has not been dealt with', async () => {
    await server.button();
    await server.command({ do: 'accept', operator: ANNA });
    const { nextOffset } = await server.session();
    await stores.sessions.commit({ sessionId: 's', events: [makeMessage('customer', 'one more thing')] });
    const seenOffset = nextOffset - 1;
    const resolve = {
      do: 'resolve',
      operator: ANNA,
      disposition: 'solved',
      outcome: null,
      seenOffset,
    } as const;
    await server.command(resolve);
    await server.turns.idle();
    expect(await load()).toMatchObject({ dealtWith: seenOffset });
  });
});
