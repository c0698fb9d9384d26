import { DatabaseSync } from 'node:sqlite';
import { OVERLOAD_RULES } from '@baton/server/internals';
import type { Session, SessionEvent } from '@baton/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accepted } from '../testing/conversation.ts';
import { KEYED, KEYS } from '../testing/keyed-server.ts';
import { AGENT, TestServer } from '../testing/start-server.ts';
import type { Answer, Wire } from '../testing/wire.ts';

/* The limits of service, a tenth as high, so that a test of some seconds goes through all of them. */
const RULES = {
  ...OVERLOAD_RULES,
  writeDelay: { limits: [150, 300, 60_000], patience: 0 },
  interval: 10,
} as const;

/** What was asked for, and what came of it. */
interface Sent {
  readonly mark: string;
  readonly answer: Answer;
}

let server: TestServer;
let shop: Wire;
let mia: Wire;
beforeAll(async () => {
  server = await TestServer.start({ ...KEYED, internals: { overloadRules: RULES } });
  shop = server.wire.as(KEYS.integration);
  mia = server.wire.as(KEYS.operator);
});
afterAll(() => server[Symbol.asyncDispose]());

/** A store that takes nothing: another connection holds the database's only place for a writer. */
function holdStore(): { release(): void } {
  const other = new DatabaseSync(server.database);
  other.exec('BEGIN IMMEDIATE');
  return {
    release() {
      other.exec('ROLLBACK');
      other.close();
    },
  };
}

async function say({ id }: Session, mark: string, wire: Wire = shop): Promise<Sent> {
  const body = { kind: 'custom', source: 'customer', data: mark };
  return { mark, answer: await wire.post(`/sessions/${id}/events`, body) };
}

async function open(mark: string, wire: Wire = shop): Promise<Sent> {
  return { mark, answer: await wire.post('/sessions', { agent_id: AGENT.id, title: mark }) };
}

/** Asks again and again, at once, until the answer is a 503; the others' answers come when the store goes on. */
async function untilTurnedAway(ask: (round: number) => Promise<Sent>): Promise<Promise<Sent>[]> {
  const asked: Promise<Sent>[] = [];
  for (;;) {
    const sent = ask(asked.length);
    asked.push(sent);
    const first = await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, 20, null))]);
    if (first !== null) return asked;
  }
}

/** What a good client does: where the machine is busy with others, limits as low as these are met at any time. */
async function patiently(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (answer.status !== 503) return answer;
  }
}

async function session(wire: Wire): Promise<Session> {
  return accepted<Session>(await patiently(() => wire.post('/sessions', { agent_id: AGENT.id })));
}

async function logOf(wire: Wire, { id }: Session): Promise<SessionEvent[]> {
  const path = `/sessions/${id}/events?wait_for_data=0`;
  return accepted<SessionEvent[]>(await patiently(() => wire.get(path)), 200);
}

function expectTurnedAway({ status, text, headers }: Answer): void {
  expect([status, JSON.parse(text)]).toEqual([503, { detail: expect.any(String), code: 'overloaded' }]);
  expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(5);
}

function taken(all: readonly Sent[]): string[] {
  return all.filter(({ answer }) => answer.status === 201).map(({ mark }) => mark);
}

async function stored(sessions: readonly Session[]): Promise<string[]> {
  const logs = await Promise.all(sessions.map((each) => logOf(server.wire.as(KEYS.admin), each)));
  return logs
    .flat()
    .flatMap((event: SessionEvent) => (event.source === 'customer' ? [event.data as unknown as string] : []));
}

describe('H1.2 a store that cannot follow', () => {
  test('newcomers are turned away first, customers next, operators not; what was turned away was not stored, all else was', async () => {
    const sessions = [await session(shop), await session(shop)] as const;
    const held = await session(shop);
    const store = holdStore();
    // What every customer asks for meanwhile waits, and is not refused after all.
    const newcomers = await untilTurnedAway((round) => open(`newcomer ${round}`));
    const customers = await untilTurnedAway((round) =>
      say(sessions[round % 2 === 0 ? 0 : 1], `customer ${round}`),
    );
    expectTurnedAway((await newcomers.at(-1))?.answer as Answer);
    expectTurnedAway((await customers.at(-1))?.answer as Answer);

    const began = performance.now();
    expect((await server.wire.get('/livez')).status).toBe(200);
    expect((await mia.get('/handoffs')).status).toBe(200);
    expect((await shop.get(`/sessions/${held.id}/events?wait_for_data=0`)).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(2000);
    const [ready, health] = await Promise.all([server.wire.get('/readyz'), server.wire.get('/healthz')]);
    expect([ready.status, ready.json()['reasons'], health.status]).toEqual([503, ['store'], 200]);

    const takeover = mia.post(`/sessions/${held.id}/takeover`, {});
    const note = say(sessions[0], 'from the desk', mia);
    expectTurnedAway((await say(sessions[1], 'too late')).answer);
    store.release();
    expect((await takeover).status).toBe(201);
    expect((await note).answer.status).toBe(201);

    const recovered = performance.now();
    const all = [...(await Promise.all(newcomers)), ...(await Promise.all(customers))];
    while ((await open('recovered')).answer.status === 503)
      expect(performance.now() - recovered).toBeLessThan(1000);
    expect(all.filter(({ answer }) => ![201, 503].includes(answer.status))).toEqual([]);
    expect((await stored(sessions)).filter((mark) => mark.startsWith('customer')).toSorted()).toEqual(
      taken(all)
        .filter((mark) => mark.startsWith('customer'))
        .toSorted(),
    );
    const listed = (await shop.get('/sessions')).json<Session[]>();
    const opened = listed.flatMap(({ title }) => (title?.startsWith('newcomer') ? [title] : []));
    expect(opened.toSorted()).toEqual(
      taken(all)
        .filter((mark) => mark.startsWith('newcomer'))
        .toSorted(),
    );
  }, 20_000);
});

describe('H1.2 more requests than a server can work on', () => {
  const SECONDS = 2;
  const AT_ONCE = 300;

  test('the loop falls behind: some are turned away, each of the others is stored, and it ends with the load', async () => {
    const rules = {
      ...OVERLOAD_RULES,
      loopDelay: { limits: [15, 30, 60_000], patience: 50 },
      interval: 10,
      leastArrivals: 1,
    } as const;
    await using busy = await TestServer.start({ internals: { overloadRules: rules } });
    const sessions = await Promise.all(Array.from({ length: 20 }, () => session(busy.wire)));
    const end = performance.now() + SECONDS * 1000;
    const sent: Sent[] = [];
    const slowest: number[] = [];
    const customer = async (index: number): Promise<void> => {
      for (let round = 0; performance.now() < end; round++) {
        const one = sessions[(index + round) % sessions.length] as Session;
        sent.push(await say(one, `${index} ${round}`, busy.wire));
      }
    };
    const watch = async (): Promise<void> => {
      while (performance.now() < end) {
        const began = performance.now();
        expect((await busy.wire.get('/livez')).status).toBe(200);
        expect((await busy.wire.get('/handoffs')).status).toBe(200);
        slowest.push(performance.now() - began);
      }
    };
    await Promise.all([watch(), ...Array.from({ length: AT_ONCE }, (_, index) => customer(index))]);
    const ended = performance.now();
    while ((await open('recovered', busy.wire)).answer.status === 503)
      expect(performance.now() - ended).toBeLessThan(1000);

    const statuses = Map.groupBy(sent, ({ answer }) => answer.status);
    expect(new Set(statuses.keys())).toEqual(new Set([201, 503]));
    for (const { answer } of statuses.get(503) ?? []) expectTurnedAway(answer);
    expect(Math.max(...slowest)).toBeLessThan(5000);
    const logs = await Promise.all(sessions.map((each) => logOf(busy.wire, each)));
    const marks = logs.flat().map((event) => event.data as unknown as string);
    expect(new Set(marks)).toEqual(new Set(taken(sent)));
    expect(marks.length).toBe(taken(sent).length);
  }, 30_000);
});
