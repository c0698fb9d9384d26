import { isHeld } from '../../core/handoff/handoff-state.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import { claimantOf } from './memory-logs.ts';
import type { MemoryStaff } from './memory-staff.ts';

/** H6.2: what operators have on their hands, from one moment to the next. */
export class Loads {
  #before: ReadonlyMap<string, string> = new Map();

  /** Who was given more than he may hold, other than by his own act. */
  faults(open: readonly HandoffState[], staff: MemoryStaff): string[] {
    const claims = new Map<string, string>();
    for (const handoff of open) {
      const operator = claimantOf(handoff);
      if (operator !== null) claims.set(handoff.id, operator);
    }
    const found = open.flatMap((handoff) => {
      const operator = claims.get(handoff.id);
      if (operator === undefined || this.#before.get(handoff.id) === operator || tookIt(handoff)) return [];
      const most = staff.operator(operator)?.record.maxChats ?? 0;
      const has = [...claims.values()].filter((each) => each === operator).length;
      return has > most ? [`H6.2: ${operator} was given ${handoff.id}, has ${has} and may have ${most}`] : [];
    });
    this.#before = claims;
    return found;
  }
}

function tookIt({ stage, stretches }: HandoffState): boolean {
  const how = isHeld(stage) ? stretches.at(-1)?.how : null;
  return how === 'takeover' || how === 'wrote';
}
