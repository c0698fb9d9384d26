import type { OperatorRef } from '@baton/protocol';
import { DecisionBuilder, hasOpenHandoff, refuse } from './decision.ts';
import type { Decision, Desk, Moment, Refusal } from './decision.ts';
import type { OfferEnd } from './journal-fact.ts';
import { refuseUnless } from './refuse-unless.ts';
import { come } from './take-control.ts';

const SECOND = 1_000_000;

/**
 * Puts a queued handoff to an operator, as routing or (`direct`) a colleague has chosen (H6.4). Whether he is suited
 * and has room is for the caller. Where the department accepts by itself he holds it at once.
 */
export function makeOffer(
  desk: Desk,
  operator: OperatorRef,
  moment: Moment,
  direct = false,
): Decision | Refusal {
  const refusal = refuseUnless(desk, 'offer');
  if (refusal !== null || desk.handoff === null) return refusal ?? refuse('wrong-stage', 'It has ended.');
  const decision = new DecisionBuilder(desk, moment);
  const { policy } = desk.handoff;
  decision.fact({
    type: 'offered',
    operator,
    until: moment.at + policy.offerSeconds * SECOND,
    direct,
  });
  if (policy.autoAccept) come(decision, decision.state, operator, 'auto');
  return decision.build();
}

/** An offer ends without a yes: the handoff waits on at its old age (H6.1, H6.4). */
export function endOffer(
  desk: Desk,
  command: { readonly operatorId: string; readonly why: OfferEnd },
  moment: Moment,
): Decision | Refusal {
  const offer = hasOpenHandoff(desk) ? desk.handoff.offer : null;
  if (offer === null || offer.operator.id !== command.operatorId)
    return refuse('not-offered', 'It is not offered to this operator, or not any more.');
  return new DecisionBuilder(desk, moment)
    .fact({ type: 'declined', operator: offer.operator, why: command.why })
    .build();
}
