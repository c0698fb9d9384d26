import type { PresenceStatus } from '@baton/protocol';
import { CALLER } from '../../app/staff/check-operator.ts';
import type { StaffView } from '../../app/staff/staff-view.ts';
import { refused, unprocessable } from '../problem.ts';
import type { Principal } from './principal.ts';

/* What an operator may do beyond his own work hangs on his record, which the server reads anew each time. */

/** Whether the caller may act on what others hold: an admin, or an operator who is a lead now. */
export function isLead(principal: Principal, staff: StaffView): boolean {
  if (principal.role === 'admin') return true;
  return principal.role === 'operator' && staff.operator(principal.operator.id)?.record.lead === true;
}

export function checkLead(principal: Principal, staff: StaffView): void {
  if (!isLead(principal, staff))
    throw refused('forbidden', 'Only an admin or an operator who is a lead may do this.');
}

/** Of operators only leads; the company's own programs too. */
export function checkSetup(principal: Principal, staff: StaffView): void {
  if (principal.role === 'operator') checkLead(principal, staff);
}

/** An operator speaks for himself. A lead may send others away, which no one can do who does not answer any more. */
export function checkPresenceOf(
  principal: Principal,
  operatorId: string,
  status: PresenceStatus | 'renewed',
  staff: StaffView,
): void {
  if (principal.role === 'admin') return;
  if (principal.role === 'operator' && principal.operator.id === operatorId) return;
  if (status === 'offline' && isLead(principal, staff)) return;
  throw refused(
    'forbidden',
    'An operator says of himself alone whether he is here; a lead may set others offline.',
  );
}

/** The operator that a path names: `me` is the caller. */
export function namedOperator(principal: Principal, id: string): string {
  if (id !== CALLER) return id;
  if (principal.role === 'operator') return principal.operator.id;
  throw unprocessable(`'${CALLER}' stands for the operator whose key is sent: name one by his id.`);
}
