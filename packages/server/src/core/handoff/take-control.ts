import { formatTime } from '../time.ts';
import { NO_OUTLOOK } from '../waiting/outlook.ts';
import { DecisionBuilder, hasOpenHandoff, holderOf, refuse } from './decision.ts';
import type { Decision, Desk, Moment, Refusal } from './decision.ts';
import type { OperatorRef } from '@baton/protocol';
import { sayTransition } from './ask-for-person.ts';
import { isWaiting } from './handoff-state.ts';
import type { HandoffState } from './handoff-state.ts';
import type { Actor, Arrival, Opening } from './journal-fact.ts';
import { allows } from './stage-table.ts';
import type { NewEvent } from '../log/new-event.ts';

/**
 * An operator takes a waiting handoff: the one that is offered to him, or one out of the queue. Of two, the first
 * wins (H6.4); taking what one holds already changes nothing. Whether he is suited and has room is for the caller.
 */
export function accept(
  handoff: HandoffState,
  desk: Desk,
  operator: OperatorRef,
  moment: Moment,
): Decision | Refusal {
  if (!allows(handoff.stage, 'accept')) {
    return refuse('wrong-stage', `This handoff is ${handoff.stage}; only a waiting one can be accepted.`);
  }
  if (!isWaiting(handoff.stage)) {
    if (handoff.operator?.id === operator.id) return holdOn(new DecisionBuilder(desk, moment), operator);
    const name = handoff.operator?.name ?? 'An outside system';
    return refuse('already-held', `${name} holds this session. Take another one, or ask for a transfer.`);
  }
  const { offer } = handoff;
  if (offer !== null && offer.operator.id !== operator.id) {
    const until = formatTime(offer.until);
    return refuse(
      'offered-elsewhere',
      `It is offered to ${offer.operator.name} until ${until}. Take another one, or take it over.`,
    );
  }
  const decision = new DecisionBuilder(desk, moment);
  come(decision, handoff, operator, offer === null ? 'picked' : 'offer');
  return decision.build();
}

/**
 * An operator takes a session that nobody asked him to (H3.5), at any stage: from the AI, from the queue, from
 * an outside system, or, with `force`, from a colleague. `opening`: null where a handoff is open.
 */
export function takeOver(
  desk: Desk,
  command: { operator: OperatorRef; opening: Opening | null; force: boolean },
  moment: Moment,
): Decision | Refusal {
  const { operator, opening, force } = command;
  const decision = new DecisionBuilder(desk, moment);
  if (!hasOpenHandoff(desk)) {
    if (opening === null) throw new Error('a takeover of a session without a handoff opens one');
    openAsTakeover(decision, opening, operator);
    return decision.announce('handoff.taken-over').build();
  }
  const { handoff } = desk;
  if (isWaiting(handoff.stage)) {
    come(decision, handoff, operator, 'takeover');
    return decision.build();
  }
  if (handoff.operator?.id === operator.id) return holdOn(decision, operator);
  if (handoff.operator !== null && !force) return accept(handoff, desk, operator, moment);
  reassign(decision, operator, 'takeover');
  return decision.build();
}

/** `PATCH mode=manual` with no open handoff is a takeover by an outside system (H3.6); `opening` null: one is open. */
export function takeOverFromOutside(desk: Desk, opening: Opening | null, moment: Moment): Decision {
  const decision = new DecisionBuilder(desk, moment);
  if (hasOpenHandoff(desk) || opening === null) return decision.build();
  openAsTakeover(decision, opening, null);
  return decision.announce('handoff.taken-over').build();
}

export interface HumanMessage {
  /** Null when the writer is not one of our operators. */
  readonly author: Actor;
  readonly message: NewEvent;
  /** What a handoff begins with, for a session in which none is open; null where one is known to be. */
  readonly opening: Opening | null;
  /** One of our operators may not write into a colleague's session; an outside system or a lead may, and takes it. */
  readonly mayReassign: boolean;
}

/**
 * A person's own message takes control in the transaction that stores it (H2.2). Where no handoff was open the
 * message itself is what the customer sees of the takeover.
 */
export function writeAsPerson(desk: Desk, command: HumanMessage, moment: Moment): Decision | Refusal {
  const { author, message, opening, mayReassign } = command;
  const decision = new DecisionBuilder(desk, moment);
  if (!hasOpenHandoff(desk)) {
    if (opening === null)
      return refuse('wrong-stage', 'This handoff has ended. Take the session over to write in it again.');
    openAsTakeover(decision, opening, author);
  } else if (isWaiting(desk.handoff.stage)) {
    come(decision, desk.handoff, author, 'wrote');
  } else {
    const { operator, stage } = desk.handoff;
    const holds = sameActor(operator, author);
    if (!holds && operator !== null && !mayReassign) {
      return refuse('not-holder', `${operator.name} holds this session; your message was not sent.`);
    }
    if (!holds) reassign(decision, author, 'wrote');
    else if (stage === 'returning') keepHolding(decision, author);
  }
  decision.event(message).answersCustomer();
  if (decision.state.firstHumanWordAt === null) decision.fact({ type: 'first-word-said' });
  return decision.build();
}

/** What the holder writes on the AI's behalf answers the customer; who holds does not change (H2.2). */
export function writeOnBehalf(
  desk: Desk,
  author: Actor,
  message: NewEvent,
  moment: Moment,
): Decision | Refusal {
  const decision = new DecisionBuilder(desk, moment);
  if (hasOpenHandoff(desk) && author !== null) {
    if (isWaiting(desk.handoff.stage) || !sameActor(desk.handoff.operator, author))
      return refuse('not-holder', 'Accept the handoff first: only its holder may write.');
  }
  return decision.event(message).answersCustomer().build();
}

function openAsTakeover(decision: DecisionBuilder, opening: Opening, operator: Actor): void {
  decision.fact({ type: 'taken-over', operator, ...opening }).hold('manual', holderOf(operator));
}

/** Somebody comes to one who waits. */
export function come(decision: DecisionBuilder, handoff: HandoffState, operator: Actor, how: Arrival): void {
  if (!handoff.transitionSaid) sayTransition(decision, null, NO_OUTLOOK);
  reassign(decision, operator, how);
}

function reassign(decision: DecisionBuilder, operator: Actor, how: Arrival): void {
  decision
    .fact({ type: 'accepted', operator, how })
    .hold('manual', holderOf(operator))
    .announce('handoff.accepted');
}

/** He holds it already; one that was about to go back to the AI stays with him. */
function holdOn(decision: DecisionBuilder, operator: OperatorRef): Decision {
  if (decision.state.stage === 'returning') keepHolding(decision, operator);
  return decision.build();
}

function keepHolding(decision: DecisionBuilder, by: Actor): void {
  decision.fact({ type: 'kept', by }).announce('handoff.accepted');
}

function sameActor(a: Actor, b: Actor): boolean {
  return a === null || b === null ? a === b : a.id === b.id;
}
