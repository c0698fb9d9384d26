import type { FollowUpRecord } from '../../ports/desk-store.ts';

/** The columns of a follow-up, in the order of its statements. */
export function followUpParameters(followUp: FollowUpRecord): (string | number | null)[] {
  const { id, due, state, departmentId, owner, delivery } = followUp;
  const attempts = delivery?.attempts ?? 0;
  return [
    id,
    due,
    state,
    departmentId,
    owner?.id ?? null,
    attempts,
    wakeAt(followUp),
    JSON.stringify(followUp),
  ];
}

/** When something has to be done about it without being asked: its time comes, or its mail is to be tried. */
function wakeAt({ state, due, delivery }: FollowUpRecord): number | null {
  const times = [state === 'open' ? due : null, delivery?.state === 'waiting' ? delivery.nextAt : null];
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}
