import type { ActAs, OperatorRef } from '@baton/protocol';
import { CALLER } from '../../app/staff/check-operator.ts';
import { refused, unprocessable } from '../problem.ts';
import type { Principal } from './principal.ts';

/** Who acts: an operator by his own key; with an admin's, the operator the request names. */
export function actingOperator(principal: Principal, body: ActAs): OperatorRef {
  if (principal.role === 'operator') {
    if (body.operator && body.operator.id !== principal.operator.id) {
      throw refused('forbidden', 'An operator acts under his own name only: leave `operator` out.');
    }
    return principal.operator;
  }
  if (body.operator?.id === CALLER)
    throw unprocessable(`'${CALLER}' stands for the operator whose key is sent: name one by his id.`);
  if (body.operator) return { id: body.operator.id, name: body.operator.name };
  throw unprocessable('Name who acts: send `operator` with `id` and `name`.');
}
