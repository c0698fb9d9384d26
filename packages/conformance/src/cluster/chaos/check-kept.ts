import { FakeClock } from '../../../../server/src/testing/fake-clock.ts';
import { LocalWakeUps } from '../../../../server/src/adapters/local/local-wake-ups.ts';
import { openPostgres } from '../../../../server/src/adapters/postgres/open-postgres.ts';
import { brokenRules, readWhole } from '../../../../server/src/testing/session-rules.ts';
import { checkTyping } from '../../../../server/src/testing/session-rules.ts';
import { answerTo, checkAcknowledged, checkAnswers, checkRepeated } from './check-log.ts';
import { checkCapacity } from './check-capacity.ts';
import type { Ledger } from './ledger.ts';

export interface Kept {
  readonly events: number;
  readonly answers: number;
  readonly handoffs: number;
  /** Chats and offers that one operator had at once, at most. */
  readonly mostAtOnce: number;
  /** Rules that what is kept breaks. */
  readonly broken: string[];
}

const CONNECTIONS = 4;
/** More than a run can make. */
const ALL = 100_000;

/** Looks at everything that the database holds when the nodes have ended. */
export async function checkKept(database: string, ledger: Ledger, capacity: number): Promise<Kept> {
  const options = { url: database, connections: CONNECTIONS };
  await using stores = await openPostgres(options, new FakeClock(), new LocalWakeUps());
  const broken: string[] = [];
  const journals = [];
  let events = 0;
  let answers = 0;
  for (const id of ledger.sessionIds) {
    const whole = await readWhole(stores.sessions, id).catch((error: unknown) => String(error));
    if (typeof whole === 'string') {
      broken.push(`${id}: ${whole}`);
      continue;
    }
    const mine = ledger.acknowledged.filter(({ sessionId }) => sessionId === id);
    const found = [
      ...brokenRules(whole),
      ...checkTyping(whole),
      ...checkAcknowledged(whole.log, mine),
      ...checkRepeated(whole.log),
      ...checkAnswers(whole.log),
    ];
    broken.push(...found.map((fault) => `${id}: ${fault}`));
    journals.push(...whole.handoffs.map(({ journal }) => journal));
    events += whole.log.length;
    answers += whole.log.filter((event) => answerTo(event) !== null).length;
  }
  const unanswered = await stores.sessions.listUnanswered(ALL);
  broken.push(...unanswered.map((id) => `${id}: a message has no answer`));
  const load = checkCapacity(journals, capacity);
  broken.push(...load.broken);
  return { events, answers, handoffs: journals.length, mostAtOnce: load.most, broken };
}
