import type { OperatorRef } from '@baton/protocol';
import { contactText, withdrawnText } from './customer-text.ts';
import { DecisionBuilder, hasOpenHandoff, refuse } from './decision.ts';
import type { Decision, Desk, Moment, Refusal } from './decision.ts';
import { isWaiting } from './handoff-state.ts';
import type { HandoffState } from './handoff-state.ts';
import type { Actor } from './journal-fact.ts';
import { allows } from './stage-table.ts';
import type { HandoffAction } from './stage-table.ts';

/* Decisions by which a handoff ends. All of them give the session back to the AI, so that it never stays
   manual with nobody responsible (H8.3). */

const AI = { kind: 'ai' } as const;

/** The holder is done and the matter with him. */
export function resolve(
  desk: Desk,
  command: { operator: OperatorRef; disposition: string; outcome: string | null },
  moment: Moment,
): Decision | Refusal {
  const { operator, disposition, outcome } = command;
  const refusal = refuseUnlessHeld(desk, operator, 'resolve');
  if (refusal !== null) return refusal;
  return new DecisionBuilder(desk, moment)
    .fact({ type: 'resolved', operator, disposition, outcome })
    .hold('auto', AI)
    .answersCustomer()
    .announce('handoff.resolved')
    .build();
}

/** The holder gives the session back; the AI answers what is still unanswered. */
export function returnToAi(
  desk: Desk,
  command: { operator: OperatorRef; outcome: string | null },
  moment: Moment,
): Decision | Refusal {
  const { operator, outcome } = command;
  const refusal = refuseUnlessHeld(desk, operator, 'return');
  if (refusal !== null) return refusal;
  return new DecisionBuilder(desk, moment)
    .fact({ type: 'returned', operator, outcome })
    .hold('auto', AI)
    .announce('handoff.returned')
    .build();
}

/** `PATCH mode=auto` from outside: the AI goes on, whatever the stage (H2.3). */
export function returnFromOutside(desk: Desk, moment: Moment): Decision {
  const decision = new DecisionBuilder(desk, moment);
  if (!hasOpenHandoff(desk)) {
    if (desk.control.mode === 'auto') return decision.build();
    return decision.hold('auto', AI).announce('mode.changed').build();
  }
  if (isWaiting(desk.handoff.stage)) {
    return decision.fact({ type: 'withdrawn' }).hold('auto', AI).announce('handoff.withdrawn').build();
  }
  return decision
    .fact({ type: 'returned', operator: null, outcome: null })
    .hold('auto', AI)
    .announce('handoff.returned')
    .build();
}

/** The customer chose to go on with the AI, which answers what he wrote while he waited. */
export function withdraw(desk: Desk, moment: Moment): Decision | Refusal {
  const refusal = refuseUnless(desk, 'withdraw');
  if (refusal !== null) return refusal;
  return new DecisionBuilder(desk, moment)
    .say(withdrawnText())
    .fact({ type: 'withdrawn' })
    .hold('auto', AI)
    .announce('handoff.withdrawn')
    .build();
}

/** The customer chose to be called or written to instead of waiting (H7.1). */
export function chooseContact(
  desk: Desk,
  command: { kind: 'callback' | 'email'; address: string; callAt: string | null },
  moment: Moment,
): Decision | Refusal {
  const refusal = refuseUnless(desk, 'choose-contact');
  if (refusal !== null) return refusal;
  return new DecisionBuilder(desk, moment)
    .say(contactText(command.kind, command.address))
    .fact({ type: 'contact-chosen', ...command })
    .hold('auto', AI)
    .answersCustomer()
    .announce(`handoff.${command.kind}`)
    .build();
}

/** Events from `from` on are being deleted. `hidesControl`: some of them tell who may speak. */
export interface Deletion {
  readonly from: number;
  readonly hidesControl: boolean;
}

/**
 * A handoff whose beginning is deleted ends with it (H3.7). What goes on, or had ended before, is told anew where
 * the events that told it go: whoever reads what is left of the log still learns who may speak (H1.4).
 */
export function deleteFromLog(desk: Desk, deletion: Deletion, moment: Moment): Decision {
  const decision = new DecisionBuilder(desk, moment);
  if (hasOpenHandoff(desk) && desk.handoff.openedOffset >= deletion.from) {
    return decision
      .fact({ type: 'failed', why: 'events-deleted' })
      .hold('auto', AI)
      .announce('handoff.failed')
      .build();
  }
  return deletion.hidesControl ? decision.announce('mode.changed').build() : decision.build();
}

function refuseUnless(desk: Desk, action: HandoffAction): Refusal | null {
  if (!hasOpenHandoff(desk))
    return refuse('wrong-stage', 'This handoff has ended; ask for a person again to start another.');
  if (allows(desk.handoff.stage, action)) return null;
  return refuse('wrong-stage', `This cannot be done while the handoff is ${describe(desk.handoff)}.`);
}

function refuseUnlessHeld(desk: Desk, operator: Actor, action: HandoffAction): Refusal | null {
  if (hasOpenHandoff(desk) && isWaiting(desk.handoff.stage)) {
    return refuse('wrong-stage', 'Accept the handoff first.');
  }
  const refusal = refuseUnless(desk, action);
  if (refusal !== null) return refusal;
  const holder = desk.handoff?.operator ?? null;
  if (holder !== null && holder.id !== operator?.id) {
    return refuse('not-holder', `${holder.name} holds this session; only the holder can do this.`);
  }
  return null;
}

function describe(handoff: HandoffState): string {
  return handoff.stage === 'active'
    ? `held by ${handoff.operator?.name ?? 'an outside system'}`
    : handoff.stage;
}
