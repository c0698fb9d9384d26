import type { EventKind, EventSource, JsonObject, SessionMode } from '@baton/protocol';
import type { Holder } from '../../core/control.ts';
import type { EventRecord } from '../../core/log/event-record.ts';
import type { SessionRecord } from '../../ports/session-store.ts';

export const SESSION_COLUMNS = `id, agent_id, customer_id, created_at, title, metadata, labels, client_offset, mode,
  holder, epoch, revision, next_offset, last_customer_offset, last_message_offset, answered_offset, agent_state`;

export interface SessionRow {
  id: string;
  agent_id: string;
  customer_id: string;
  created_at: number;
  title: string | null;
  metadata: string;
  /** A list, or its JSON text. */
  labels: string | string[];
  client_offset: number;
  mode: SessionMode;
  holder: string;
  epoch: number;
  revision: number;
  next_offset: number;
  last_customer_offset: number;
  last_message_offset: number;
  answered_offset: number;
  agent_state: string | null;
  /** Absent where one process has the database. */
  turn?: number;
}

export function sessionFromRow(row: SessionRow): SessionRecord {
  return {
    id: row.id,
    agentId: row.agent_id,
    customerId: row.customer_id,
    createdAt: row.created_at,
    title: row.title,
    metadata: JSON.parse(row.metadata) as JsonObject,
    labels: typeof row.labels === 'string' ? (JSON.parse(row.labels) as string[]) : row.labels,
    clientOffset: row.client_offset,
    control: { mode: row.mode, holder: JSON.parse(row.holder) as Holder, epoch: row.epoch },
    revision: row.revision,
    nextOffset: row.next_offset,
    lastCustomerOffset: row.last_customer_offset,
    lastMessageOffset: row.last_message_offset,
    answeredOffset: row.answered_offset,
    turn: row.turn ?? 0,
    agentState: row.agent_state === null ? null : (JSON.parse(row.agent_state) as JsonObject),
  };
}

export const EVENT_COLUMNS = '"offset", at, kind, source, trace_id, data, metadata, deleted';

export interface EventRow {
  offset: number;
  at: number;
  kind: EventKind;
  source: EventSource;
  trace_id: string;
  data: string;
  metadata: string | null;
  deleted: number | boolean;
}

export function eventFromRow(sessionId: string, row: EventRow): EventRecord {
  return {
    sessionId,
    offset: row.offset,
    at: row.at,
    kind: row.kind,
    source: row.source,
    traceId: row.trace_id,
    data: row.data,
    metadata: row.metadata,
    deleted: Boolean(row.deleted),
  };
}
