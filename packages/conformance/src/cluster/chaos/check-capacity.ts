import { applyFact } from '../../../../server/src/core/handoff/apply-fact.ts';
import { isHeld } from '../../../../server/src/core/handoff/handoff-state.ts';
import type { HandoffState } from '../../../../server/src/core/handoff/handoff-state.ts';
import type { JournalFact } from '../../../../server/src/core/handoff/journal-fact.ts';

/** Nodes' clocks follow the database's to within a round trip, which a slow network makes long: microseconds. */
const CLOCKS_DIFFER = 400_000;

interface Step {
  readonly at: number;
  readonly operator: string;
  readonly change: 1 | -1;
}

/** H6.2: by the journals, no operator ever had more chats and offers than he takes. */
export function checkCapacity(
  journals: readonly (readonly JournalFact[])[],
  capacity: number,
): { readonly broken: string[]; readonly most: number } {
  const steps = journals.flatMap(stepsOf).toSorted((a, b) => a.at - b.at || a.change - b.change);
  const loads = new Map<string, { load: number; overSince: number | null }>();
  const broken: string[] = [];
  let most = 0;
  for (const { at, operator, change } of steps) {
    const held = loads.get(operator) ?? { load: 0, overSince: null };
    const load = held.load + change;
    most = Math.max(most, load);
    if (load <= capacity && held.overSince !== null && at - held.overSince > CLOCKS_DIFFER)
      broken.push(overload(operator, capacity, at - held.overSince));
    loads.set(operator, { load, overSince: load <= capacity ? null : (held.overSince ?? at) });
  }
  for (const [operator, { load, overSince }] of loads)
    if (overSince !== null) broken.push(`H6.2: ${operator} has ${load} at the end, may have ${capacity}`);
  return { broken, most };
}

function overload(operator: string, capacity: number, length: number): string {
  return `H6.2: ${operator} had more than ${capacity} for ${Math.round(length / 1000)} ms`;
}

/** When an operator's load rose and fell by one handoff. */
function stepsOf(journal: readonly JournalFact[]): Step[] {
  const steps: Step[] = [];
  let state: HandoffState | null = null;
  let before: string | null = null;
  for (const fact of journal) {
    state = applyFact(state, fact);
    const now = bearer(state);
    if (now === before) continue;
    if (before !== null) steps.push({ at: fact.at, operator: before, change: -1 });
    if (now !== null) steps.push({ at: fact.at, operator: now, change: 1 });
    before = now;
  }
  return steps;
}

/** Whose load it is: his who holds it or has it on offer. */
function bearer({ stage, operator, offer }: HandoffState): string | null {
  if (stage === 'offered') return offer?.operator.id ?? null;
  return isHeld(stage) ? (operator?.id ?? null) : null;
}
