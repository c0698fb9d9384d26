import type { OperatorRef } from '@baton/protocol';
import { contactText, ratingText, withdrawnText } from './customer-text.ts';
import { DecisionBuilder, hasOpenHandoff, refuse } from './decision.ts';
import type { Decision, Desk, Moment, Refusal } from './decision.ts';
import { isHeld, isWaiting, openCommitments } from './handoff-state.ts';
import { parseTime } from '../time.ts';
import { refuseUnless, refuseUnlessHeld } from './refuse-unless.ts';

/* Decisions by which a handoff ends. All of them give the session back to the AI, so that it never stays
   manual with nobody responsible (H8.3). */

const AI = { kind: 'ai' } as const;

/** How a holder ends his stretch. */
export interface Leaving {
  readonly operator: OperatorRef;
  readonly outcome: string | null;
  /** A lead may end what others hold. */
  readonly lead?: boolean;
  /** What is promised stays open, and he knows it (H8.4). */
  readonly keepCommitments?: boolean;
}

export interface Resolving extends Leaving {
  readonly disposition: string;
  /** The newest offset he has seen: what the customer wrote behind it is for the AI to answer. Null: all there is. */
  readonly seenOffset?: number | null;
  /** Offset of the newest customer message. */
  readonly lastCustomerOffset?: number;
}

/** The holder is done and the matter with him. */
export function resolve(desk: Desk, command: Resolving, moment: Moment): Decision | Refusal {
  const { operator, disposition, outcome, seenOffset = null, lastCustomerOffset = -1 } = command;
  const refusal = refuseUnlessHeld(desk, command, 'resolve') ?? refuseWhilePromised(desk, command);
  if (refusal !== null) return refusal;
  const decision = new DecisionBuilder(desk, moment)
    .fact({ type: 'resolved', operator, disposition, outcome, ...(seenOffset !== null && { seenOffset }) })
    .hold('auto', AI)
    // What he says he has seen may lie in the future: that is not answered beforehand.
    .answersCustomer(seenOffset === null ? null : Math.min(seenOffset, lastCustomerOffset))
    .announce('handoff.resolved');
  // Somebody who has just asked something else is answered, not questioned.
  const crossed = seenOffset !== null && lastCustomerOffset > seenOffset;
  if (decision.state.policy.askRating && !crossed)
    decision.say(ratingText(decision.language)).announce('handoff.rating-asked');
  return decision.build();
}

/** The holder gives the session back; the AI answers what is still unanswered. */
export function returnToAi(desk: Desk, command: Leaving, moment: Moment): Decision | Refusal {
  const { operator, outcome } = command;
  const refusal = refuseUnlessHeld(desk, command, 'return') ?? refuseWhilePromised(desk, command);
  if (refusal !== null) return refusal;
  return new DecisionBuilder(desk, moment)
    .fact({ type: 'returned', operator, outcome, why: 'operator' })
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
  // A system outside may end it whatever is promised.
  return askOwner(decision)
    .fact({ type: 'returned', operator: null, outcome: null, why: 'outside' })
    .hold('auto', AI)
    .announce('handoff.returned')
    .build();
}

/** The customer chose to go on with the AI, which answers what he wrote while he waited. */
export function withdraw(desk: Desk, moment: Moment): Decision | Refusal {
  const refusal = refuseUnless(desk, 'withdraw');
  if (refusal !== null) return refusal;
  const decision = new DecisionBuilder(desk, moment);
  return decision
    .say(withdrawnText(decision.language))
    .fact({ type: 'withdrawn' })
    .hold('auto', AI)
    .announce('handoff.withdrawn')
    .build();
}

export interface ChosenContact {
  readonly kind: 'callback' | 'email';
  readonly address: string;
  /** When he wants to be called, ISO 8601 in UTC; null as soon as somebody can. */
  readonly callAt: string | null;
  /** The department's time zone, in which he is told of it; absent: UTC. */
  readonly zone?: string | null;
}

/** The customer chose to be called or written to instead of waiting (H7.1). */
export function chooseContact(desk: Desk, command: ChosenContact, moment: Moment): Decision | Refusal {
  const refusal = refuseUnless(desk, command.kind === 'callback' ? 'choose-callback' : 'choose-email');
  if (refusal !== null) return refusal;
  const decision = new DecisionBuilder(desk, moment);
  const { kind, address, callAt, zone = null } = command;
  const at = callAt === null ? null : parseTime(callAt);
  const call = at === null ? null : { at, now: moment.at, zone };
  return decision
    .say(contactText(kind, address, decision.language, call))
    .fact({ type: 'contact-chosen', kind, address, callAt })
    .hold('auto', AI)
    .answersCustomer()
    .announce(`handoff.${command.kind}`)
    .build();
}

/** The customer has left: nobody is to wait for him or to be waited for (H8.3). */
export function leave(desk: Desk, moment: Moment): Decision | Refusal {
  const refusal = refuseUnless(desk, 'leave');
  if (refusal !== null) return refusal;
  return askOwner(new DecisionBuilder(desk, moment))
    .fact({ type: 'abandoned' })
    .hold('auto', AI)
    .answersCustomer()
    .announce('handoff.abandoned')
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

/** H8.4: where it ends without its holder, he still learns of what he has promised. */
function askOwner(decision: DecisionBuilder): DecisionBuilder {
  const { state } = decision;
  const owed = isHeld(state.stage) && openCommitments(state).length > 0;
  return owed ? decision.fact({ type: 'owner-asked' }) : decision;
}

/** H8.4: what is promised is not closed in silence. */
function refuseWhilePromised(desk: Desk, { keepCommitments }: Leaving): Refusal | null {
  const open = desk.handoff === null ? [] : openCommitments(desk.handoff);
  if (open.length === 0 || keepCommitments === true) return null;
  const texts = open.map(({ text }) => `“${text.slice(0, 100)}”`).join(', ');
  return refuse(
    'commitment-open',
    `Still promised: ${texts}. Settle it, or send \`keep_commitments\` to leave it open.`,
  );
}
