import type { Alert, FollowUp } from '@baton/protocol';
import { formatTime } from '../../core/time.ts';
import type { DeskStore, FollowUpRecord } from '../../ports/desk-store.ts';
import type { Subscription } from '../../ports/wake-ups.ts';
import type { FeedReader } from './audience.ts';

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
    ...(record.text !== undefined && { text: record.text }),
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

/** In a snapshot, of each state. */
const MOST = 100;

/** What stands in the list of a reader's departments, and what he has taken upon himself: first what is due. */
export async function followUpsFor(
  reader: FeedReader,
  followUps: FollowUpsView | undefined,
): Promise<FollowUp[]> {
  if (followUps === undefined) return [];
  const all = reader.admin || reader.lead;
  const own = reader.operatorId === null ? [] : [{ ownerId: reader.operatorId }];
  const filters = all ? [{}] : [...own, ...reader.departments.map((departmentId) => ({ departmentId }))];
  const found: FollowUp[] = [];
  for (const state of ['due', 'open'] as const) {
    const of = new Map<string, FollowUpRecord>();
    for (const filter of filters)
      for (const each of await followUps.list({ ...filter, state, limit: MOST })) of.set(each.id, each);
    const first = [...of.values()].toSorted((a, b) => a.due - b.due).slice(0, MOST);
    found.push(...first.map(followUpWire));
  }
  return found;
}

/** For its owner, or the leads of its department while it has none. */
export function followUpAlert(record: FollowUpRecord): Alert {
  return {
    id: `${record.id}-due`,
    kind: 'follow-up-due',
    handoff_id: record.handoffId,
    session_id: record.sessionId,
    department_id: record.departmentId,
    operator_id: record.owner?.id ?? null,
    creation_utc: formatTime(record.due),
  };
}
