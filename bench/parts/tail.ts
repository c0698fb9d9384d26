import type { BurstPlan } from '../load/burst.ts';
import { rotate } from '../measure/rotation.ts';
import type { Contender, Measured } from '../measure/rotation.ts';
import { median } from '../measure/statistics.ts';
import type { Table } from '../report/table.ts';
import { verdict } from '../report/verdict.ts';
import { startBare, startBaton } from '../servers/start-target.ts';
import type { BatonTarget } from '../servers/start-target.ts';
import type { Bench } from './bench.ts';
import { MESSAGE_BODY } from './message-body.ts';

const FLAT = { kind: 'at most', value: 1.2 } as const;
/** Requests of one burst. */
const REQUESTS = 400;
const CONNECTIONS = 4;
/** Events of the sessions that fill the large store. */
const FILLING_LENGTH = 100;

/** Sessions of one length: enough that the posts of a whole run lengthen none of them much. */
interface Kind {
  readonly store: string;
  readonly length: number;
  readonly target: BatonTarget;
  readonly paths: readonly string[];
}

interface Operation {
  readonly name: string;
  plan(kind: Pick<Kind, 'length' | 'paths'>): Pick<BurstPlan, 'method' | 'paths' | 'body'>;
}

const OPERATIONS: readonly Operation[] = [
  { name: 'look at the end, nothing new', plan: ({ length, paths }) => read(paths, length + REQUESTS) },
  { name: 'read the last 5 events', plan: ({ length, paths }) => read(paths, length - 5) },
  { name: 'POST', plan: ({ paths }) => ({ method: 'POST', paths, body: MESSAGE_BODY }) },
];

function read(paths: readonly string[], offset: number): Pick<BurstPlan, 'method' | 'paths'> {
  return { method: 'GET', paths: paths.map((path) => `${path}?min_offset=${offset}&wait_for_data=0`) };
}

/** Whether a request costs more as logs and the store grow. */
export async function measureTail(bench: Bench): Promise<Table[]> {
  const { folder, settings, load } = bench;
  await using bare = await startBare();
  await using small = await startBaton({ folder });
  await using large = await startBaton({ folder });
  const kinds = [
    ...(await fillKinds(bench, 'small store', small)),
    ...(await fillKinds(bench, 'large store', large)),
  ];
  await large.createSessions({
    sessions: Math.ceil(settings.manyEvents / FILLING_LENGTH),
    eventsEach: FILLING_LENGTH,
  });
  const tables: Table[] = [];
  for (const operation of OPERATIONS) {
    const limits = { connections: CONNECTIONS, requests: REQUESTS };
    const contenders: Record<string, Contender> = {};
    for (const kind of kinds) {
      const plan = { ...operation.plan(kind), ...limits, port: kind.target.port };
      contenders[labelOf(kind)] = { target: kind.target, plan };
    }
    const bareKind = { length: 0, paths: ['/sessions/1/events'] };
    contenders['bare'] = { target: bare, plan: { ...operation.plan(bareKind), ...limits, port: bare.port } };
    tables.push(
      tableOf(operation.name, kinds, await rotate(load, contenders, settings), settings.manyEvents),
    );
  }
  return tables;
}

async function fillKinds({ settings }: Bench, store: string, target: BatonTarget): Promise<Kind[]> {
  const kinds: Kind[] = [];
  for (const length of settings.lengths) {
    const sessions = Math.max(2, Math.min(300, Math.floor(30_000 / length)));
    kinds.push({
      store,
      length,
      target,
      paths: await target.createSessions({ sessions, eventsEach: length }),
    });
  }
  return kinds;
}

function labelOf({ store, length }: Pick<Kind, 'store' | 'length'>): string {
  return `${length.toLocaleString('en')} events, ${store}`;
}

function tableOf(
  operation: string,
  kinds: readonly Kind[],
  bursts: Readonly<Record<string, Measured[]>>,
  manyEvents: number,
): Table {
  const reference = kinds.find(({ length }) => length === 100) ?? kinds[0];
  const of = (label: string, figure: 'cpu' | 'p50'): number =>
    median((bursts[label] ?? []).map((burst) => burst[figure]));
  const ratio = (label: string, base: string, figure: 'cpu' | 'p50'): number =>
    median(
      (bursts[label] ?? []).map((burst, round) => burst[figure] / (bursts[base]?.[round]?.[figure] ?? NaN)),
    );
  const rows = kinds.map((kind) => {
    const label = labelOf(kind);
    const growth = reference === undefined ? NaN : ratio(label, labelOf(reference), 'cpu');
    return [
      label,
      growth.toFixed(2),
      kind === reference || kind.length < 100 ? '' : verdict(growth, FLAT),
      ratio(label, 'bare', 'cpu').toFixed(2),
      of(label, 'cpu').toFixed(0),
      of(label, 'p50').toFixed(2),
    ];
  });
  return {
    title: `Growth: ${operation}`,
    columns: ['session', 'CPU to 100 events', 'target', 'CPU to bare', 'CPU µs/req', 'p50 ms'],
    rows: [...rows, ['bare', '', '', '1.00', of('bare', 'cpu').toFixed(0), of('bare', 'p50').toFixed(2)]],
    notes: [
      `${REQUESTS} requests over ${CONNECTIONS} connections a burst; the large store holds ${manyEvents.toLocaleString('en')} events more`,
      'CPU of the whole server process a request, to that of sessions of 100 events in the small store',
    ],
  };
}
