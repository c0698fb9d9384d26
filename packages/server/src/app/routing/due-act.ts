import { isSuited } from '../../core/routing/is-eligible.ts';
import type { Operator } from '../../core/routing/operator.ts';
import type { OperatorRecord } from '../../ports/desk-store.ts';
import type { StaffMember, StaffView } from '../staff/staff-view.ts';
import type { Standing } from './standing.ts';

/** What the desk does by itself to a handoff. */
export type Act =
  | { readonly do: 'offer'; readonly operatorId: string }
  | { readonly do: 'end-offer'; readonly operatorId: string; readonly why: 'left' | 'unsuited' }
  | {
      readonly do: 'requeue';
      readonly operatorId: string;
      readonly why: 'operator-lost' | 'operator-deleted';
    }
  /** Its department is no more: it goes to the default one. */
  | { readonly do: 'move' };

/**
 * What has to be done to a handoff as things stand, offers from the queue apart; null: nothing. It follows from what
 * the store says and who is here alone, so that what failed or was cut short is done later all the same.
 */
export function dueAct({ department, place, lost }: Standing, staff: StaffView): Act | null {
  if (department !== null && staff.department(department) === null) return { do: 'move' };
  if (place.type === 'held')
    return lost === null ? null : { do: 'requeue', operatorId: place.operatorId, why: lost };
  if (place.type !== 'offered') return null;
  const { operatorId, need, direct } = place;
  const member = staff.operator(operatorId);
  if (member === null || !staff.isPresent(operatorId)) return { do: 'end-offer', operatorId, why: 'left' };
  // Whom a colleague chose needs not be suited.
  if (!direct && !isSuited(asOperator(member.record), need))
    return { do: 'end-offer', operatorId, why: 'unsuited' };
  return null;
}

/**
 * H6.6 for chats that were to be queued again when the last process ended: their holder had been gone for good, or had
 * been deleted. Of one who only wrote past the desk there is no record, and was none.
 */
export function lostAtStart({ place }: Standing, staff: StaffView): Standing['lost'] {
  if (place.type !== 'held') return null;
  const member = staff.operator(place.operatorId);
  if (member === null) return place.how === null || place.how === 'wrote' ? null : 'operator-deleted';
  return isGone(member) && place.since <= (member.presence?.since ?? 0) ? 'operator-lost' : null;
}

/** He was here once, and his grace period is over. */
function isGone({ presence }: StaffMember): boolean {
  return presence !== null && presence.leaseUntil === null && presence.graceUntil === null;
}

/** A record as routing sees it; for what does not depend on presence and load. */
export function asOperator(record: OperatorRecord): Operator {
  const { id, departments, skills, languages, maxChats } = record;
  return { id, departments, skills, languages, maxChats, present: false, active: 0, idleSince: 0 };
}
