import { setTimeout as delay } from 'node:timers/promises';
import { waitForQuiet } from '../measure/quiet.ts';
import { quantile } from '../measure/statistics.ts';
import type { Table } from '../report/table.ts';
import { verdict } from '../report/verdict.ts';
import { hire, send } from '../servers/desk-requests.ts';
import { startBaton } from '../servers/start-target.ts';
import type { BatonTarget } from '../servers/start-target.ts';
import type { DeskStamp } from '../servers/desk-stamps.ts';
import type { Bench } from './bench.ts';
import { MESSAGE_BODY } from './message-body.ts';

const P99_LIMIT = { kind: 'at most', value: 1000, unit: ' ms' } as const;
/** Customer messages a second in other sessions. */
const RATES = [0, 500];
const MESSAGE_SESSIONS = 400;
const OPERATORS = 50;
const CAPACITY = 3;
/** Longer than a run: nobody sends heartbeats. */
const PRESENCE = { lease: 3600, grace: 30 };
/** Chats that end a second: a hundred times what as many people do. */
const FREED_A_SECOND = 20;
/** Between two looks at what has been offered. */
const LOOK_MS = 10;

interface Run {
  readonly freed: number;
  /** Milliseconds from a freed slot to its next offer. */
  readonly waits: readonly number[];
  readonly postRate: number;
  readonly postP99: number;
}

/** From a resolve that is durable to the offer that it makes possible, durable too, beside customers who write. */
export async function measureOffers(bench: Bench): Promise<Table[]> {
  const rows: string[][] = [];
  for (const rate of RATES) {
    const run = await measureRate(bench, rate);
    const p99 = quantile(run.waits, 0.99);
    rows.push([
      rate === 0 ? 'none' : `${run.postRate.toFixed(0)}/s`,
      String(run.freed),
      quantile(run.waits, 0.5).toFixed(1),
      p99.toFixed(1),
      verdict(p99, P99_LIMIT),
      Math.max(...run.waits).toFixed(1),
      rate === 0 ? '' : run.postP99.toFixed(1),
    ]);
  }
  const { waiting } = bench.settings;
  return [
    {
      title: 'A slot becomes free, the next is offered',
      columns: ['messages', 'slots freed', 'p50 ms', 'p99 ms', 'target p99', 'most ms', 'p99 of a POST ms'],
      rows,
      notes: [
        `${OPERATORS} operators with ${CAPACITY} chats each, all taken, ${waiting.toLocaleString('en')} waiting in one department`,
        `from the resolve to the offer, each when it is synced to disk; ${FREED_A_SECOND} chats are accepted and resolved a second, over HTTP`,
      ],
    },
  ];
}

async function measureRate({ load, folder, settings }: Bench, rate: number): Promise<Run> {
  await using baton = await startBaton({ folder, stampDesk: true, presenceTimes: PRESENCE });
  const paths = await baton.createSessions({ sessions: MESSAGE_SESSIONS, eventsEach: 0 });
  await hire(
    baton,
    Array.from({ length: OPERATORS }, (_, index) => `o${index}`),
    CAPACITY,
  );
  await baton.askForPersons(settings.waiting);
  await waitForQuiet(settings.patience);
  if (rate > 0) await load.call('startPosts', { port: baton.port, paths, body: MESSAGE_BODY, rate });
  const stamps = await workFor(baton, settings.deskSeconds);
  const posts = rate > 0 ? await load.call('stopPosts') : null;
  if (posts !== null && posts.failures > 0)
    throw new Error(`${posts.failures} of ${posts.sent} messages failed`);
  return {
    ...waitsOf(stamps),
    postRate: posts === null ? 0 : posts.sent / posts.seconds,
    postP99: posts?.p99 ?? 0,
  };
}

/** The oldest offers are taken, and done with at once; answers every change of a stage. */
async function workFor(baton: BatonTarget, seconds: number): Promise<DeskStamp[]> {
  const stamps: DeskStamp[] = [];
  const underway = new Set<Promise<void>>();
  const serve = async ({ handoffId, operatorId }: DeskStamp): Promise<void> => {
    const operator = { id: operatorId, name: operatorId };
    await send(baton, 'POST', `/handoffs/${handoffId}/accept`, { operator });
    await send(baton, 'POST', `/handoffs/${handoffId}/resolve`, { operator, disposition: 'solved' });
  };
  const offers: DeskStamp[] = [];
  const began = performance.now();
  const passed = (): number => (performance.now() - began) / 1000;
  for (let served = 0; passed() < seconds;) {
    const fresh = await baton.takeDeskStamps();
    stamps.push(...fresh);
    offers.push(...fresh.filter(({ stage }) => stage === 'offered'));
    while (served < passed() * FREED_A_SECOND) {
      const next = offers.shift();
      if (next === undefined) break;
      served++;
      const serving = serve(next).finally(() => underway.delete(serving));
      underway.add(serving);
    }
    await delay(LOOK_MS);
  }
  await Promise.all(underway);
  await delay(1000);
  return [...stamps, ...(await baton.takeDeskStamps())];
}

/** The first slot that becomes free goes to the first offer after it, and so on: there is one for each. */
function waitsOf(stamps: readonly DeskStamp[]): Pick<Run, 'freed' | 'waits'> {
  const freed = stamps.filter(({ stage }) => stage === 'resolved');
  const began = freed[0]?.at ?? Infinity;
  const offered = stamps.filter(({ stage, at }) => stage === 'offered' && at >= began);
  if (freed.length === 0 || offered.length !== freed.length)
    throw new Error(`${freed.length} slots became free, and ${offered.length} offers were made`);
  return {
    freed: freed.length,
    waits: freed.map(({ at }, index) => ((offered[index]?.at ?? NaN) - at) / 1e6),
  };
}
