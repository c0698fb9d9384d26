import type { OperatorRef } from '@baton/protocol';
import { hasOpenHandoff, refuse } from './decision.ts';
import type { Desk, Refusal } from './decision.ts';
import { isWaiting } from './handoff-state.ts';
import type { HandoffState } from './handoff-state.ts';
import { allows } from './stage-table.ts';
import type { HandoffAction } from './stage-table.ts';

/** Null when the open handoff is in a stage in which this may be done. */
export function refuseUnless(desk: Desk, action: HandoffAction): Refusal | null {
  if (!hasOpenHandoff(desk))
    return refuse('wrong-stage', 'This handoff has ended; ask for a person again to start another.');
  if (allows(desk.handoff.stage, action)) return null;
  return refuse('wrong-stage', `This cannot be done while the handoff is ${describe(desk.handoff)}.`);
}

/** As `refuseUnless`; and only its holder may do it, or a lead (H2.5). */
export function refuseUnlessHeld(
  desk: Desk,
  by: { readonly operator: OperatorRef; readonly lead?: boolean },
  action: HandoffAction,
): Refusal | null {
  if (hasOpenHandoff(desk) && isWaiting(desk.handoff.stage)) {
    return refuse('wrong-stage', 'Accept the handoff first.');
  }
  const refusal = refuseUnless(desk, action);
  if (refusal !== null) return refusal;
  const holder = desk.handoff?.operator ?? null;
  if (holder !== null && holder.id !== by.operator.id && by.lead !== true) {
    return refuse('not-holder', `${holder.name} holds this session; only the holder can do this.`);
  }
  return null;
}

function describe(handoff: HandoffState): string {
  return isWaiting(handoff.stage)
    ? handoff.stage
    : `held by ${handoff.operator?.name ?? 'an outside system'}`;
}
