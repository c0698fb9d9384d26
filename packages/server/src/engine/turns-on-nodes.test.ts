import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { LocalWakeUps } from '../adapters/local/local-wake-ups.ts';
import { SystemClock } from '../adapters/local/system-clock.ts';
import { openPostgres } from '../adapters/postgres/open-postgres.ts';
import { newTraceId } from '../app/random-id.ts';
import type { EventRecord } from '../core/log/event-record.ts';
import type { Clock } from '../ports/clock.ts';
import type { SessionRecord } from '../ports/session-store.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { HeldStage } from '../testing/held-stage.ts';
import { Random } from '../testing/interleaving.ts';
import { makeAgent, makeSession } from '../testing/make.ts';
import { HAS_POSTGRES, NO_POSTGRES, TestPostgres } from '../testing/postgres/open-postgres-fixture.ts';
import type { Script, StageName } from '../testing/scripted-stages.ts';
import { checkFence } from '../testing/session-rules.ts';
import { showLog } from '../testing/show-log.ts';
import { TurnNode } from '../testing/turn-node.ts';
import { microtasks, turnsOfTheLoop, until } from '../testing/until.ts';

const STAGES: readonly StageName[] = ['detect', 'match', 'compose', 'review'];
const ANSWER = [
  'ai_agent acknowledged',
  'ai_agent processing',
  'ai_agent typing',
  'ai_agent: answer to 0',
  'ai_agent ready',
  'ai_agent completed',
];
const PATIENCE = 120_000;

interface Nodes {
  readonly a: TurnNode;
  readonly b: TurnNode;
  log(sessionId?: string): Promise<string[]>;
}

describe.skipIf(!HAS_POSTGRES)(`turns on many nodes${HAS_POSTGRES ? '' : `: ${NO_POSTGRES}`}`, () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await TestPostgres.start();
  });
  afterAll(() => postgres[Symbol.asyncDispose]());

  /** Two nodes on one database, with the session `s`; `b` leads. */
  async function start(
    options: {
      a?: Script;
      b?: Script;
      clock?: Clock;
      concurrency?: number;
      mode?: 'stream';
    } = {},
  ): Promise<Nodes> {
    const { clock = new FakeClock() } = options;
    const stack = new AsyncDisposableStack();
    onTestFinished(() => stack.disposeAsync());
    const fixture = stack.use(await postgres.open(clock));
    const node = async (nodeId: string, script: Script = {}): Promise<TurnNode> => {
      const wakeUps = new LocalWakeUps();
      const stores = stack.use(await openPostgres({ url: fixture.url, connections: 10 }, clock, wakeUps));
      const { concurrency = 64 } = options;
      return stack.use(await TurnNode.start({ nodeId, stores, wakeUps, clock, script, concurrency }));
    };
    await fixture.stores.directory.putAgent(
      makeAgent({ ...(options.mode !== undefined && { messageOutputMode: options.mode }) }),
    );
    const a = await node('a', options.a);
    const b = await node('b', options.b);
    a.belief.living = ['a', 'b'];
    b.leads('a', 'b');
    await fixture.sessions.createSession(makeSession('s'));
    return { a, b, log: (sessionId = 's') => showLog(fixture.sessions, sessionId) };
  }

  test(
    'H2.1: of 1,000 messages that two nodes begin to answer at any moment each gets one answer',
    async () => {
      const MESSAGES = 1000;
      const LANES = 40;
      const random = new Random(1);
      /** Where the turn of the node that stored the message is when the other node begins one, too. */
      const moments = ['start', ...STAGES] as const;
      const momentOf = new Map<string, (typeof moments)[number]>();
      const hits = new Map<string, number>();
      const script = (other: () => TurnNode): Script => ({
        async pause(stage, { sessionId }) {
          if (momentOf.get(sessionId) === stage) begin(other(), sessionId);
          if (random.below(3) > 0) await turnsOfTheLoop(random.below(4));
          else await microtasks(random.below(20));
        },
      });
      const nodes: Nodes = await start({
        a: script(() => nodes.b),
        b: script(() => nodes.a),
        clock: new SystemClock(),
      });
      const { a, b } = nodes;
      const begin = ({ turns }: TurnNode, id: string): void => {
        const moment = momentOf.get(id) ?? 'start';
        momentOf.delete(id);
        hits.set(moment, (hits.get(moment) ?? 0) + 1);
        turns.start(id, { traceId: newTraceId() });
      };
      const ids = Array.from({ length: MESSAGES }, (_unused, number) => `session ${number}`);
      const lane = async (first: number): Promise<void> => {
        for (let number = first; number < MESSAGES; number += LANES) {
          const id = ids[number]!;
          const [one, other] = random.below(2) === 0 ? [a, b] : [b, a];
          const moment = moments[random.below(moments.length)]!;
          momentOf.set(id, moment);
          await one.app.sessions.createSession(makeSession(id));
          await one.customerSays('hello', id);
          if (moment === 'start') begin(other, id);
          await until(() => !momentOf.has(id) && !a.turns.has(id) && !b.turns.has(id));
        }
      };
      await Promise.all(Array.from({ length: LANES }, (_unused, first) => lane(first)));
      await Promise.all([a.turns.idle(), b.turns.idle()]);

      const broken: string[] = [];
      for (const id of ids) {
        const log = await a.app.sessions.listEvents({ sessionId: id, minOffset: 0, limit: 1000 });
        const said = log.filter(({ kind, source }) => kind === 'message' && source === 'ai_agent');
        broken.push(...checkFence(log));
        if (said.length !== 1) broken.push(`${id} has ${said.length} answers`);
        const session = await a.app.sessions.readSession(id);
        if (session?.answeredOffset !== 0) broken.push(`${id} has no answer`);
      }
      expect(broken).toEqual([]);
      // It must have been worth it: the other turn began at every moment of the first.
      for (const moment of moments) expect(hits.get(moment)).toBeGreaterThan(MESSAGES / 10);
      expect([...a.log.errors, ...b.log.errors]).toEqual([]);
    },
    PATIENCE,
  );

  test(
    'H1.2 H2.1 H2.3: whatever customers write and people do on either node at once, all that is left to the AI is answered, and once',
    async () => {
      const SESSIONS = 60;
      const random = new Random(2);
      const slow: Script = { pause: () => turnsOfTheLoop(random.below(12)) };
      const { a, b } = await start({ a: slow, b: slow, clock: new SystemClock() });
      const ids = Array.from({ length: SESSIONS }, (_unused, number) => `session ${number}`);
      await Promise.all(
        ids.map(async (id) => {
          await a.app.sessions.createSession(makeSession(id));
          for (let act = 0; act < 10; act++) {
            const node = random.below(2) === 0 ? a : b;
            const what = random.below(8);
            if (what < 4) await node.customerSays(`question ${act}`, id);
            else if (what === 4) await node.takeOver(id);
            else if (what === 5) await node.setMode('manual', id);
            else await node.setMode('auto', id);
            await turnsOfTheLoop(random.below(40));
          }
          await b.setMode('auto', id);
        }),
      );
      const broken: string[] = [];
      let overtaken = 0;
      for (const id of ids) {
        await until(() => !a.turns.has(id) && !b.turns.has(id));
        const log = await a.app.sessions.listEvents({ sessionId: id, minOffset: 0, limit: 1000 });
        const session = await a.app.sessions.readSession(id);
        if (session === null || session.lastCustomerOffset > session.answeredOffset)
          broken.push(`${id} waits for an answer`);
        broken.push(...checkFence(log), ...answeredTwice(id, log));
        overtaken += log.filter(({ data }) => data.includes('"cancelled"')).length;
      }
      expect(broken).toEqual([]);
      // It must have been worth it.
      expect(overtaken).toBeGreaterThan(SESSIONS);
      expect([...a.log.errors, ...b.log.errors]).toEqual([]);
    },
    PATIENCE,
  );

  test.each(STAGES)(
    'H2.1: a node that stalls in %s and is taken for dead says nothing any more once it is back',
    async (stage) => {
      const held = new HeldStage(stage);
      const { a, b, log } = await start({ a: held });
      await a.customerSays('hello', 's');
      await until(() => held.reached === 1);
      b.leads('b');
      jump(b, 10);
      await b.sweeper.sweep();
      await b.turns.idle();
      const shown = await log();
      expect(shown.filter((line) => line === 'ai_agent: answer to 0')).toHaveLength(1);
      expect(shown.slice(-ANSWER.length)).toEqual(ANSWER);
      held.letGo();
      await a.turns.idle();
      expect(await log()).toEqual(shown);
    },
  );

  test('H2.1: what it had shown of an answer ends, and its other words are refused', async () => {
    const held = new HeldAfterWords();
    const { a, b, log } = await start({ a: held, mode: 'stream' });
    await a.customerSays('hello', 's');
    await until(() => held.reached);
    b.leads('b');
    jump(b, 10);
    await b.sweeper.sweep();
    await b.turns.idle();
    held.letGo();
    await a.turns.idle();
    const messages = (await log()).filter((line) => line.startsWith('ai_agent: '));
    expect(messages).toEqual(['ai_agent: answer', 'ai_agent: answer to 0']);
    expect(await b.app.sessions.listUnfinished(10)).toEqual([]);
  });

  test.each([
    ['H2.1: a change of mode', (b: TurnNode) => b.setMode('manual', 's')],
    ['H2.1: a takeover', (b: TurnNode) => b.takeOver('s')],
  ])(
    '%s on another node cancels the turn at once, and its typing is not shown any more',
    async (_what, act) => {
      const held = new HeldStage('compose');
      const { a, b, log } = await start({ a: held });
      await a.customerSays('hello', 's');
      await until(() => held.reached === 1);
      await act(b);
      // The stage is still held: nothing but the other node ends the turn.
      await a.turns.idle();
      const shown = await log();
      expect(shown.filter((line) => line.startsWith('ai_agent: '))).toEqual([]);
      expect(shown.filter((line) => line.includes('cancelled'))).toEqual(['system cancelled']);
      held.letGo();
      await a.turns.idle();
      expect(await log()).toEqual(shown);
    },
  );

  test('H2.5: a message that another node stores cancels the turn, and is answered there', async () => {
    const held = new HeldStage('compose');
    const { a, b, log } = await start({ a: held });
    await a.customerSays('first', 's');
    await until(() => held.reached === 1);
    await b.customerSays('second', 's');
    await Promise.all([a.turns.idle(), b.turns.idle()]);
    const shown = await log();
    const second = shown.indexOf('customer: second');
    expect(shown.filter((line) => line.startsWith('ai_agent: '))).toEqual([`ai_agent: answer to ${second}`]);
    held.letGo();
    await a.turns.idle();
    expect(await log()).toEqual(shown);
  });

  test('H2.1: a node that saw a message without an answer gives none once another node has', async () => {
    const writing = new HeldStage('review');
    const { a, b, log } = await start({ a: writing });
    await a.customerSays('hello', 's');
    await until(() => writing.reached === 1);
    const { sessions } = b.app;
    const readSession = sessions.readSession.bind(sessions);
    let seen: SessionRecord | null = null;
    const beginning = Promise.withResolvers<void>();
    vi.spyOn(sessions, 'readSession').mockImplementationOnce(async (id) => {
      seen = await readSession(id);
      await beginning.promise;
      return seen;
    });
    b.turns.start('s', { traceId: newTraceId() });
    await until(() => seen !== null);
    writing.letGo();
    await a.turns.idle();
    const shown = await log();
    beginning.resolve();
    await b.turns.idle();
    expect(await log()).toEqual(shown);
    expect(shown.slice(-ANSWER.length)).toEqual(ANSWER);
  });

  test('a turn that is asked for on another node takes the place of the one that runs', async () => {
    const held = new HeldStage('compose');
    const { a, b, log } = await start({ a: held });
    await a.customerSays('hello', 's');
    await until(() => held.reached === 1);
    b.turns.start('s', { traceId: newTraceId() });
    await Promise.all([a.turns.idle(), b.turns.idle()]);
    expect((await log()).slice(-ANSWER.length)).toEqual(ANSWER);
    held.letGo();
  });

  describe('the sweep', () => {
    test('leaves what a living node has begun, is quiet for less than three seconds, or is not for this node', async () => {
      const held = new HeldStage('compose');
      const { a, b, log } = await start({ a: held });
      await a.customerSays('hello', 's');
      await until(() => held.reached === 1);
      jump(b, 10);
      await b.sweeper.sweep();
      expect(b.turns.has('s')).toBe(false);
      b.leads('b');
      b.belief.lease = null;
      await b.sweeper.sweep();
      expect(b.turns.has('s')).toBe(false);
      await b.app.sessions.createSession(makeSession('young'));
      await store(b, 'young');
      b.leads('a', 'b');
      await b.sweeper.sweep();
      expect(b.turns.has('young')).toBe(false);
      held.letGo();
      await a.turns.idle();
      expect(await log()).toContain('ai_agent: answer to 0');
    });

    test('H1.2: answers what nobody has begun, and what a node that ended left', async () => {
      const held = new HeldStage('compose');
      const { a, b, log } = await start({ a: held, concurrency: 1 });
      for (const id of ['waiting', 'nobody']) await b.app.sessions.createSession(makeSession(id));
      await a.customerSays('hello', 's');
      await until(() => held.reached === 1);
      await a.customerSays('hello', 'waiting');
      await store(b, 'nobody');
      const ended = a[Symbol.asyncDispose]();
      held.letGo();
      await ended;
      b.leads('b');
      jump(b, 10);
      await b.sweeper.sweep();
      await b.turns.idle();
      for (const id of ['s', 'waiting', 'nobody']) {
        expect((await log(id)).filter((line) => line === 'ai_agent: answer to 0')).toHaveLength(1);
      }
    });

    test('begins nothing a second time that came to nothing', async () => {
      const held = new HeldStage('compose');
      const { a, b, log } = await start({ a: held });
      await a.customerSays('hello', 's');
      await until(() => held.reached === 1);
      a.turns.cancel('s');
      await a.turns.idle();
      const shown = await log();
      expect(shown.slice(-2)).toEqual(['ai_agent cancelled', 'ai_agent completed']);
      jump(b, 10);
      await b.sweeper.sweep();
      await b.turns.idle();
      expect(await log()).toEqual(shown);
    });

    test('ends what a dead node was in the middle of, also where a person is', async () => {
      const held = new HeldAfterWords();
      const { a, b } = await start({ a: held, mode: 'stream' });
      await a.customerSays('hello', 's');
      await until(() => held.reached);
      const [unfinished] = await b.app.sessions.listUnfinished(10);
      await b.sweeper.sweep();
      expect(await b.app.sessions.listUnfinished(10)).toEqual([unfinished]);
      b.leads('b');
      await b.sweeper.sweep();
      expect(await b.app.sessions.listUnfinished(10)).toEqual([]);
      held.letGo();
    });

    test('a node that starts beside others leaves alone what they do', async () => {
      const held = new HeldStage('compose');
      const { a, b } = await start({ a: held });
      await a.customerSays('hello', 's');
      await until(() => held.reached === 1);
      expect(await b.turns.recover()).toBe(0);
      b.belief.living = ['b'];
      expect(await b.turns.recover()).toBe(1);
      held.letGo();
    });
  });
});

/** Holds a turn after it has shown the first words of its answer. */
class HeldAfterWords {
  readonly #letGo = Promise.withResolvers<void>();
  #composing = 0;

  get reached(): boolean {
    return this.#composing === 2;
  }

  letGo(): void {
    this.#letGo.resolve();
  }

  readonly pause = async (stage: StageName): Promise<void> => {
    if (stage === 'compose' && ++this.#composing === 2) await this.#letGo.promise;
  };
}

function jump({ app }: TurnNode, seconds: number): void {
  (app.clock as FakeClock).jump(seconds);
}

/** A message whose node was gone before it began to answer. */
async function store({ app }: TurnNode, sessionId: string): Promise<void> {
  const data = { message: 'hello', participant: { id: null, display_name: 'Guest' } };
  const event = {
    kind: 'message',
    source: 'customer',
    traceId: newTraceId(),
    data: JSON.stringify(data),
    metadata: null,
  } as const;
  await app.sessions.commit({ sessionId, events: [event] });
}

/** The scripted AI names the message that it answers. */
function answeredTwice(id: string, log: readonly EventRecord[]): string[] {
  const seen = new Set<string>();
  return log.flatMap(({ kind, source, data }) => {
    const answer =
      kind === 'message' && source === 'ai_agent' ? /answer to (\d+)/.exec(data)?.[1] : undefined;
    if (answer === undefined) return [];
    const twice = seen.has(answer);
    seen.add(answer);
    return twice ? [`${id}: ${answer} is answered twice`] : [];
  });
}
