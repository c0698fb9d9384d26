import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import type { Figures } from '../../../../ports/analytics-store.ts';
import type { Measures } from '@baton/protocol';
import { GOLDEN } from '../../../../core/analytics/testing/golden-histories.ts';
import { factsOf } from '../../../../core/analytics/testing/read-golden.ts';
import { foldJournal } from '../../../../core/handoff/apply-fact.ts';
import type { JournalFact } from '../../../../core/handoff/journal-fact.ts';
import { START, customerSays, makeMessage, makeSession } from '../../../../testing/make.ts';
import { openFigures } from './open-figures.ts';
import { ALWAYS, HOUR, writeHandoff } from '../../../../testing/write-handoff.ts';
import type { FiguresFixture } from './open-figures.ts';

/** What may happen to it. */
type Act =
  | 'say'
  | 'silence'
  | 'end-session'
  | 'begin'
  | 'go-on'
  | 'rate'
  | 'ask'
  | 'move'
  | 'suggest'
  | 'measure'
  | 'kill'
  | 'refuse';
interface Step {
  readonly do: Act;
  readonly n: number;
}
export const STEPS: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    do: fc.constantFrom<Act[]>(
      'say',
      'say',
      'silence',
      'end-session',
      'begin',
      'begin',
      'go-on',
      'go-on',
      'go-on',
      'rate',
      'ask',
      'move',
      'suggest',
      'measure',
      'kill',
      'refuse',
    ),
    n: fc.nat(5),
  }),
  { minLength: 5, maxLength: 60 },
);

/** Six sessions to which anything may happen. */
export class ChangingWorld {
  readonly #db = new DatabaseSync(':memory:');
  fixture: FiguresFixture = openFigures(this.#db);
  readonly #open = new Map<string, { id: string; facts: JournalFact[]; left: JournalFact[] }>();
  readonly #ended = new Map<string, { id: string; facts: JournalFact[] }>();
  #made = 0;
  /** Messages of the AI that were refused. */
  refused = 0;

  async take({ do: what, n }: Step): Promise<void> {
    const sessionId = `s${n}`;
    const { sessions, clock } = this.fixture;
    clock.jump(600);
    const makeSure = makeSession(sessionId, { createdAt: START + n * HOUR });
    if ((await sessions.readSession(sessionId)) === null) await sessions.createSession(makeSure);
    const commit = (write: object): Promise<unknown> => sessions.commit({ sessionId, events: [], ...write });
    switch (what) {
      case 'say':
        return void (await commit({ events: [customerSays('hello')] }));
      case 'ask':
        return void (await commit({ events: [makeMessage('human_agent', 'When was it?')] }));
      case 'silence':
        return void (await commit({ deleteFrom: n }));
      case 'move':
        return void (await commit({ patch: { agentId: `agent${this.#made % 3}` } }));
      case 'refuse':
        this.refused++;
        return void (await commit({ events: [makeMessage('ai_agent', 'hm')], guard: { epoch: 99 } }));
      case 'suggest':
        return this.#suggest(sessionId);
      case 'end-session':
        await sessions.deleteSessions([sessionId]);
        this.#open.delete(sessionId);
        this.#ended.delete(sessionId);
        return;
      case 'begin':
        return this.#begin(sessionId, n);
      case 'go-on':
        return this.#goOn(sessionId);
      case 'rate':
        return this.#rate(sessionId, n);
      case 'measure':
        return void (await this.fixture.analytics.measureDue(n));
      case 'kill':
        return this.#kill(n);
    }
  }

  async figures(): Promise<{ sum: Measures; groups: (Figures[] | Measures[])[] }> {
    const { analytics } = this.fixture;
    const sum = await analytics.sum(ALWAYS);
    return {
      sum,
      groups: [
        await analytics.sumGroups(ALWAYS, 'operator', 99),
        await analytics.sumGroups(ALWAYS, 'agent', 99),
        await analytics.sumPeriods(ALWAYS, [ALWAYS.fromHour, START / HOUR + 2, START / HOUR + 4]),
      ],
    };
  }

  spoken(): number {
    return this.#n(`SELECT count(*) AS n FROM session WHERE EXISTS (SELECT 1 FROM event
      WHERE session_key = session.key AND kind = 'message' AND source = 'customer' AND deleted = 0)`);
  }

  handoffs(): number {
    return this.#n('SELECT count(*) AS n FROM handoff');
  }

  /** As if they had never been kept: what the migration does with an old database is all there is. */
  forgetFigures(): void {
    this.#db.exec(`
      DELETE FROM analytics_row; DELETE FROM analytics_due;
      INSERT INTO analytics_due (handoff_key) SELECT key FROM handoff;
      UPDATE analytics_hour SET sessions = 0, handed = 0;
      INSERT INTO analytics_hour (hour, agent, sessions, handed)
        SELECT created_at / 3600000000, agent_id, count(*),
               sum(EXISTS (SELECT 1 FROM handoff WHERE session_key = session.key))
          FROM session WHERE last_customer_offset >= 0 GROUP BY 1, 2
        ON CONFLICT DO UPDATE SET sessions = excluded.sessions, handed = excluded.handed;`);
  }

  #n(sql: string): number {
    return (this.#db.prepare(sql).get() as { n: number }).n;
  }

  async #begin(sessionId: string, n: number): Promise<void> {
    if (this.#open.has(sessionId)) return;
    const id = `h${this.#made++}`;
    const golden = GOLDEN[(this.#made * 7 + n) % GOLDEN.length];
    const customer = { id: n % 2 === 0 ? 'guest' : 'kim', name: 'Kim' };
    const agent = { id: 'agent', name: 'Ava' };
    const opening = { handoffId: id, sessionId, customer, agent, offset: 0 };
    const [first, ...left] = factsOf(golden?.facts ?? '', this.fixture.clock.now(), opening);
    if (first === undefined) throw new Error('an empty history');
    const handoff = { id, facts: [first], left };
    await writeHandoff(this.fixture, { ...handoff, sessionId }, 1);
    this.#open.set(sessionId, handoff);
  }

  /** One more fact of its history, if there is one. */
  async #goOn(sessionId: string): Promise<void> {
    const handoff = this.#open.get(sessionId);
    const next = handoff?.left.shift();
    if (handoff === undefined || next === undefined) return;
    handoff.facts.push(next);
    await writeHandoff(this.fixture, { ...handoff, sessionId }, 1);
    const { endedAt } = foldJournal(handoff.facts) ?? { endedAt: null };
    if (endedAt === null) return;
    this.#open.delete(sessionId);
    this.#ended.set(sessionId, handoff);
  }

  async #rate(sessionId: string, n: number): Promise<void> {
    const handoff = this.#ended.get(sessionId);
    if (handoff === undefined) return;
    handoff.facts.push({ type: 'rated', at: this.fixture.clock.now(), score: 1 + (n % 5), comment: null });
    await writeHandoff(this.fixture, { ...handoff, sessionId }, 1);
  }

  async #suggest(sessionId: string): Promise<void> {
    const handoffId = this.#open.get(sessionId)?.id ?? 'none';
    const id = `g${this.#made++}`;
    const parameters = [
      sessionId,
      id,
      handoffId,
      0,
      'anna',
      this.fixture.clock.now(),
      'extract',
      1,
      'digest',
    ];
    await this.fixture.writer.run({ op: 'directory', statement: 'putSuggestion', parameters });
    const used = [id, handoffId, this.#made % 2 === 0 ? 'digest' : 'other'];
    await this.fixture.writer.run({ op: 'directory', statement: 'useSuggestion', parameters: used });
  }

  /** Ends in the middle of measuring: what was read is not written, and another process goes on. */
  async #kill(n: number): Promise<void> {
    void this.fixture.analytics.measureDue(n + 1);
    this.fixture.writer.kill();
    const now = this.fixture.clock.now();
    this.fixture = openFigures(this.#db);
    await this.fixture.clock.advanceTo(now, () => Promise.resolve());
  }
}
