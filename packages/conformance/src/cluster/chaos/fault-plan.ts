import { Random } from '../../../../server/src/testing/interleaving.ts';

export const FAULT_KINDS = [
  'kill',
  'end',
  'pause',
  'database-cut',
  'database-stalled',
  'database-slow',
  'database-half-open',
  'bus-cut',
  'bus-stalled',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** What is done to a node, and how long it lasts. Times are milliseconds from the beginning. */
export interface Fault {
  readonly at: number;
  readonly kind: FaultKind;
  readonly node: number;
  readonly lasts: number;
}

/** Of how long a fault lasts: from a moment to longer than a node's time to live. */
const SHORTEST_MS = 300;
const LONGEST_MS = 8000;

/**
 * Faults spread over a time, the same for the same seed. Each kind comes before any comes again, and one node at
 * least is always left alone.
 */
export function planFaults(seed: number, count: number, during: number, nodes: number): Fault[] {
  const random = new Random(seed);
  const plan: Fault[] = [];
  let kinds: FaultKind[] = [];
  for (let index = 0; index < count; index++) {
    if (kinds.length === 0) kinds = [...FAULT_KINDS];
    const [kind = 'kill'] = kinds.splice(random.below(kinds.length), 1);
    const at = Math.floor((during * (index + random.below(80) / 100)) / count);
    const lasts = SHORTEST_MS + random.below(Math.min(LONGEST_MS, during / 3));
    const busy = new Set(plan.filter((before) => before.at + before.lasts > at).map(({ node }) => node));
    const free = Array.from({ length: nodes }, (_, node) => node).filter((node) => !busy.has(node));
    // With one node alone every fault is one of all of them.
    if (free.length < Math.min(2, nodes)) continue;
    plan.push({ at, kind, node: free[random.below(free.length)] ?? 0, lasts });
  }
  return plan;
}
