import type { SessionMode } from '@baton/protocol';
import type { Holder } from '../../core/control.ts';
import type { NewEvent } from '../../core/log/new-event.ts';
import type { Idempotency, WriteOutcome } from '../../ports/session-store.ts';

/** One event for one session. */
export interface Append {
  readonly sessionId: string;
  readonly event: NewEvent;
  readonly at: number;
  readonly idempotency: Idempotency | undefined;
  /** Which the session must have; undefined: any. */
  readonly revision?: number | undefined;
}

/** `locked`: another transaction has the session, and nothing was done. */
export type AppendOutcome = WriteOutcome | { readonly type: 'locked' };

/** What came of an append. */
export interface AppendedRow {
  offset: number | null;
  at: number | null;
  mode: SessionMode | null;
  epoch: number | null;
  holder: string | null;
  same: boolean | null;
  earlier: number | null;
  locked: boolean;
}

export function outcomeOf(row: AppendedRow | undefined): AppendOutcome {
  if (row === undefined) throw new Error('appends were answered with too few rows');
  if (row.earlier !== null)
    return row.same === true ? { type: 'repeated', offset: row.earlier } : { type: 'idempotency-mismatch' };
  const { offset, at, mode, epoch, holder, locked } = row;
  if (offset === null || at === null || mode === null || epoch === null || holder === null)
    return { type: mode !== null ? 'conflict' : locked ? 'locked' : 'no-session' };
  return {
    type: 'committed',
    firstOffset: offset,
    at,
    control: { mode, epoch, holder: JSON.parse(holder) as Holder },
  };
}
