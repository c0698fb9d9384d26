import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { BatonClient, StaffClient } from '@baton/client';
import { Random } from '../../../../server/src/testing/interleaving.ts';
import { Cluster } from '../start-cluster.ts';
import { carryOutFaults } from './carry-out-faults.ts';
import { checkKept } from './check-kept.ts';
import type { Kept } from './check-kept.ts';
import { converge, pageDifferences, screenDifferences } from './check-views.ts';
import { CustomerLife } from './customer-life.ts';
import type { Fault } from './fault-plan.ts';
import { Ledger } from './ledger.ts';
import { OperatorLife } from './operator-life.ts';
import { countingFetch, patiently } from './patient-fetch.ts';

export interface ChaosOptions {
  readonly seed: number;
  readonly nodes: number;
  readonly customers: number;
  readonly operators: number;
  /** Milliseconds in which customers write. */
  readonly during: number;
  readonly plan: readonly Fault[];
  /** By how much the machine's clock of each node is wrong, milliseconds; those that are not named are right. */
  readonly skews?: readonly number[];
  readonly bus?: boolean;
  /** A folder for what each node says. */
  readonly logs?: string | undefined;
  readonly tell?: (line: string) => void;
}

export interface ChaosReport extends Kept {
  readonly acknowledged: number;
  readonly statuses: ReadonlyMap<number, number>;
  readonly acts: ReadonlyMap<string, number>;
  /** Seconds from the last mending until every handoff had ended. */
  readonly settledAfter: number;
}

/** Chats at once. */
const CAPACITY = 3;
const SETTLE_MS = 60_000;
const CONVERGE_MS = 10_000;
const POLICY = {
  offer_seconds: 5,
  service_level_seconds: 5,
  tell_seconds: 15,
  reminder_seconds: 15,
  sticky_seconds: 10,
};
const NODE = join(import.meta.dirname, 'node-main.ts');
const SKEW = join(import.meta.dirname, 'skew-clock.ts');

/** Lets a cluster work while it is struck by faults, and looks at what has come of it (H1.2, H2.1, H3.1, H6.2). */
export async function chaosRun(options: ChaosOptions): Promise<ChaosReport> {
  const { seed, nodes, skews = [], bus = true, tell = () => undefined } = options;
  await using cluster = await Cluster.start({
    nodes,
    bus,
    seed,
    failing: true,
    ...(options.logs !== undefined && { logs: options.logs }),
    command: (index) => [
      ...(skews[index] === undefined || skews[index] === 0 ? [] : ['--import', SKEW]),
      NODE,
      String(seed + index),
    ],
    envOf: (index) => ({ CLOCK_SKEW_MS: String(skews[index] ?? 0) }),
    env: { BATON_REQUESTS_PER_CUSTOMER: '1000' },
  });
  const ledger = new Ledger();
  const connection = { baseUrl: cluster.url, fetch: countingFetch(ledger) };
  const client = new BatonClient(connection);
  const staff = new StaffClient(connection);
  const random = new Random(seed);
  await staff.updateDepartment('support', { policy: POLICY });
  const operators = await engage(options.operators, client, staff, random, ledger);
  const unknown = await converge(CONVERGE_MS, () => strangers(cluster, operators));
  if (unknown.length > 0) throw new Error(unknown.join('; '));
  const customers = Array.from(
    { length: options.customers },
    (_, index) => new CustomerLife(`customer-${index}`, client, new Random(random.below(2 ** 31)), ledger),
  );
  const talks = new AbortController();
  const looks = new AbortController();
  const lives = [
    ...customers.map((customer) => customer.live(talks.signal, looks.signal)),
    ...operators.map((operator) => operator.live(looks.signal, looks.signal)),
  ];
  const faults = carryOutFaults(cluster, options.plan, tell);
  try {
    await Promise.race([Promise.all([faults, delay(options.during)]), ...lives]);
    talks.abort();
    const began = performance.now();
    const open = await converge(SETTLE_MS, () => openHandoffs(client, looks.signal));
    const settledAfter = (performance.now() - began) / 1000;
    tell(`settled after ${settledAfter.toFixed(1)} s`);
    // Whichever node answers shows the same.
    const views = await converge(CONVERGE_MS, async () => [
      ...(await Promise.all(customers.map((each) => pageDifferences(client, each)))).flat(),
      ...(await Promise.all(cluster.members.map(({ node }) => screenDifferences(node, operators)))).flat(),
    ]);
    looks.abort();
    await Promise.all(lives);
    await Promise.all(cluster.members.map(({ node }) => node.end()));
    const kept = await checkKept(cluster.database, ledger, CAPACITY);
    const { acknowledged, statuses, acts, faults: seen } = ledger;
    const broken = [...seen, ...open, ...views, ...kept.broken];
    if (broken.length > 0) for (const { node } of cluster.members) tell(`${node.name} said:\n${node.said}`);
    return { ...kept, broken, acknowledged: acknowledged.length, statuses, acts, settledAfter };
  } finally {
    looks.abort();
    talks.abort();
    await Promise.allSettled([faults, ...lives]);
  }
}

async function engage(
  count: number,
  client: BatonClient,
  staff: StaffClient,
  random: Random,
  ledger: Ledger,
): Promise<OperatorLife[]> {
  const operators: OperatorLife[] = [];
  for (let index = 0; index < count; index++) {
    const id = `operator-${index}`;
    await staff.createOperator({ id, name: id, departments: ['support'], max_chats: CAPACITY });
    operators.push(new OperatorLife(id, client, staff, new Random(random.below(2 ** 31)), ledger));
  }
  return operators;
}

/** Where operators are not known yet. */
async function strangers(cluster: Cluster, operators: readonly OperatorLife[]): Promise<string[]> {
  const found: string[] = [];
  for (const { node } of cluster.members) {
    const there = await new StaffClient({ baseUrl: node.url }).listOperators();
    const ids = new Set(there.map(({ id }) => id));
    const missing = operators.filter(({ id }) => !ids.has(id));
    if (missing.length > 0) found.push(`${node.name} does not know ${missing.length} operators`);
  }
  return found;
}

async function openHandoffs(client: BatonClient, signal: AbortSignal): Promise<string[]> {
  const page = await patiently(signal, () => client.listHandoffs({ stage: 'open', limit: 100 }));
  return (page?.items ?? []).map(
    ({ id, stage, operator, timer_due_utc }) =>
      `handoff ${id} is still ${stage}${operator === null ? '' : ` with ${operator.name}`}, its timer is due ${timer_due_utc}`,
  );
}
