import type { OperatorRef, Requirements } from '@baton/protocol';
import { NO_OUTLOOK } from '../waiting/outlook.ts';
import type { Outlook } from '../waiting/outlook.ts';
import { requeuedText, transferText } from './customer-text.ts';
import { DecisionBuilder, hasOpenHandoff, shown } from './decision.ts';
import type { Decision, Desk, Moment, Refusal } from './decision.ts';
import { sayTransition } from './ask-for-person.ts';
import type { HandoffPolicy } from './handoff-policy.ts';
import { isWaiting } from './handoff-state.ts';
import type { HandoffState } from './handoff-state.ts';
import type { Actor } from './journal-fact.ts';
import { refuseUnless, refuseUnlessHeld } from './refuse-unless.ts';
import { come } from './take-control.ts';

const SECOND = 1_000_000;
const NOBODY = { kind: 'none' } as const;

export interface Transfer {
  /** Null: the desk itself, since the department is no more. */
  readonly by: OperatorRef | null;
  readonly lead?: boolean;
  readonly requirements: Requirements;
  readonly policy: HandoffPolicy;
  /** Whom it is put to; null: the department's queue. */
  readonly to: OperatorRef | null;
  /** For whoever takes it next. */
  readonly note: string | null;
  readonly outlook?: Outlook;
}

/**
 * Passes a handoff to a department or to one operator, who is offered it at once, or holds it where the department
 * accepts by itself; its age is kept (H3.5, H6.1). Of one that is held only the holder may, or a lead.
 */
export function transfer(desk: Desk, command: Transfer, moment: Moment): Decision | Refusal {
  const { by, requirements, policy, to, note, outlook = NO_OUTLOOK } = command;
  const waiting = hasOpenHandoff(desk) && isWaiting(desk.handoff.stage);
  const refusal =
    waiting || by === null
      ? refuseUnless(desk, 'transfer')
      : refuseUnlessHeld(desk, { ...command, operator: by }, 'transfer');
  if (refusal !== null) return refusal;
  const decision = new DecisionBuilder(desk, moment);
  if (!decision.state.transitionSaid) sayTransition(decision, null, outlook);
  if (note !== null && by !== null) decision.fact({ type: 'noted', author: by, text: note });
  if (!waiting) decision.say(transferText(decision.language, to === null ? outlook : NO_OUTLOOK));
  decision
    .fact({ type: 'transferred', by, requirements, policy, to, told: outlook.told, ...offered(outlook) })
    .hold('manual', NOBODY);
  if (to !== null) {
    const until = moment.at + policy.offerSeconds * SECOND;
    decision.fact({ type: 'offered', operator: to, until, direct: true });
  }
  decision.announce('handoff.transferred', shown(outlook));
  if (to !== null && policy.autoAccept) come(decision, decision.state, to, 'auto');
  return decision.build();
}

/** The holder is not there any more: it waits again at its old age, and the customer is told (H6.6, H3.7). */
export function requeue(
  desk: Desk,
  command: {
    readonly operatorId: string;
    readonly why: 'operator-lost' | 'operator-deleted';
    readonly outlook?: Outlook;
  },
  moment: Moment,
): Decision | null {
  if (!hasOpenHandoff(desk) || isWaiting(desk.handoff.stage)) return null;
  const { operator } = desk.handoff;
  if (operator === null || operator.id !== command.operatorId) return null;
  const { why, outlook = NO_OUTLOOK } = command;
  const decision = new DecisionBuilder(desk, moment);
  return decision
    .say(requeuedText(decision.language, outlook))
    .fact({ type: 'requeued', operator, why, told: outlook.told, ...offered(outlook) })
    .hold('manual', NOBODY)
    .announce('handoff.requeued', shown(outlook))
    .build();
}

/** What he is offered where he waits now; what was offered before does not hold any more. */
function offered({ alternatives }: Outlook): { alternatives?: Outlook['alternatives'] } {
  return alternatives.length > 0 ? { alternatives } : {};
}

/** A lead moves it in the queue (H6.1). */
export function prioritise(
  handoff: HandoffState,
  desk: Desk,
  command: { readonly by: Actor; readonly priority: number },
  moment: Moment,
): Decision | Refusal {
  const refusal = refuseUnless(desk, 'prioritise');
  if (refusal !== null) return refusal;
  const decision = new DecisionBuilder(desk, moment);
  return handoff.priority === command.priority
    ? decision.build()
    : decision.fact({ type: 'prioritised', ...command }).build();
}
