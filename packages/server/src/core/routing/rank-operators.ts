import { isEligible } from './is-eligible.ts';
import type { Need } from './need.ts';
import { compareOperators } from './operator.ts';
import type { Operator } from './operator.ts';

/**
 * H6.2: the operators who may be offered a request, the first to be asked first: the customer's last operator
 * within the sticky window, then by load, then by idle time. `now` in microseconds since 1970. Looks at each
 * operator: for explaining a choice, and for few operators; RoutingIndex makes the same choice among many.
 */
export function rankOperators(operators: readonly Operator[], need: Need, now: number): Operator[] {
  const sticky = stickyOperator(need, now);
  const order = operators.filter((operator) => isEligible(operator, need)).toSorted(compareOperators);
  const known = order.findIndex(({ id }) => id === sticky);
  return known <= 0
    ? order
    : [...order.slice(known, known + 1), ...order.slice(0, known), ...order.slice(known + 1)];
}

/** Id of the operator who is asked before any other while the sticky window lasts; null after it. */
export function stickyOperator({ lastOperator }: Need, now: number): string | null {
  return lastOperator !== null && now <= lastOperator.until ? lastOperator.id : null;
}
