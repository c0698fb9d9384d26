import type { EventKind, EventSource, SessionMode } from '@baton/protocol';
import type { Holder } from '../../core/control.ts';
import type { WriteGuard, WriteOutcome } from '../../ports/session-store.ts';
import type { WriteOperation, WriteResult } from './write-operation.ts';

/*
 * What goes to the writer thread and back is copied on the way. The usual case, an append of one event and its
 * outcome, goes as a list of plain values: objects within objects cost both threads half as much again.
 */
type Append = readonly [
  at: number,
  sessionId: string,
  kind: EventKind,
  source: EventSource,
  traceId: string,
  data: string,
  metadata: string | null,
  revision: number | undefined,
];
type Committed = readonly [firstOffset: number, at: number, mode: SessionMode, epoch: number, holder: Holder];

export type PackedOperation = Append | WriteOperation;
export type PackedResult = Committed | WriteResult;

export function packOperation(operation: WriteOperation): PackedOperation {
  if (operation.op !== 'commit') return operation;
  const { at, write } = operation;
  const [event, second] = write.events;
  const { guard } = write;
  // Session, event and revision: a write that has anything else is more than an append.
  if (event === undefined || second !== undefined) return operation;
  if (Object.keys(write).length > (guard === undefined ? 2 : 3) || !isRevision(guard)) return operation;
  if (event.unfinished === true || event.attachments !== undefined) return operation;
  return [
    at,
    write.sessionId,
    event.kind,
    event.source,
    event.traceId,
    event.data,
    event.metadata,
    guard?.revision,
  ];
}

export function unpackOperation(packed: PackedOperation): WriteOperation {
  if (!isList(packed)) return packed;
  const [at, sessionId, kind, source, traceId, data, metadata, revision] = packed;
  const events = [{ kind, source, traceId, data, metadata }];
  const write = revision === undefined ? { sessionId, events } : { sessionId, events, guard: { revision } };
  return { op: 'commit', at, write };
}

function isRevision(guard: WriteGuard | undefined): boolean {
  return guard === undefined || (guard.revision !== undefined && Object.keys(guard).length === 1);
}

export function packResult(result: WriteResult): PackedResult {
  const outcome = result.ok ? (result.value as Partial<WriteOutcome> | null) : null;
  if (outcome?.type !== 'committed') return result;
  const { firstOffset, at, control } = outcome as Extract<WriteOutcome, { type: 'committed' }>;
  return [firstOffset, at, control.mode, control.epoch, control.holder];
}

export function unpackResult(packed: PackedResult): WriteResult {
  if (!isList(packed)) return packed;
  const [firstOffset, at, mode, epoch, holder] = packed;
  return { ok: true, value: { type: 'committed', firstOffset, at, control: { mode, holder, epoch } } };
}

function isList<T extends readonly unknown[]>(packed: T | object): packed is T {
  return Array.isArray(packed);
}
