import type { FollowUp } from '@baton/protocol';
import { formatTime } from '../../core/time.ts';
import type { DeskStore, FollowUpRecord } from '../../ports/desk-store.ts';
import type { Subscription } from '../../ports/wake-ups.ts';

/** Promised calls and e-mails as the feed reads them. */
export interface FollowUpsView {
  readonly list: DeskStore['listFollowUps'];
  /** Calls `listener` with each that was made or changed. */
  subscribe(listener: (followUp: FollowUpRecord) => void): Subscription;
}

export function followUpWire(record: FollowUpRecord): FollowUp {
  const { delivery } = record;
  return {
    id: record.id,
    kind: record.kind,
    handoff_id: record.handoffId,
    session_id: record.sessionId,
    department_id: record.departmentId,
    customer: { ...record.customer },
    address: record.address,
    owner: record.owner === null ? null : { ...record.owner },
    creation_utc: formatTime(record.createdAt),
    due_utc: formatTime(record.due),
    state: record.state,
    result: record.result,
    delivery:
      delivery === null
        ? null
        : { state: delivery.state, attempts: delivery.attempts, error: delivery.error },
  };
}
