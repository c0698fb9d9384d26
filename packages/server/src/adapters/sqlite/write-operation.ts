import type { JsonObject } from '@baton/protocol';
import type { Idempotency, NewSession, SessionWrite } from '../../ports/session-store.ts';
import type { MeasuredHandoff } from './analytics/measured-handoff.ts';
import type { FailedFor } from './store-fault.ts';

/** A row-level write of the directory, by the name of its statement in directory-statements.ts. */
export interface DirectoryOperation {
  readonly op: 'directory';
  readonly statement: string;
  readonly parameters: readonly (string | number | null)[];
}

/** What the writer thread is asked to do. Operations of one batch share one transaction and one sync. */
export type WriteOperation =
  | { readonly op: 'commit'; readonly at: number; readonly write: SessionWrite }
  | { readonly op: 'create-session'; readonly session: NewSession; readonly idempotency: Idempotency | null }
  | {
      readonly op: 'event-metadata';
      readonly sessionId: string;
      readonly offset: number;
      readonly set: JsonObject;
      readonly unset: readonly string[];
    }
  | { readonly op: 'delete-sessions'; readonly ids: readonly string[] }
  | { readonly op: 'measured'; readonly handoffs: readonly MeasuredHandoff[] }
  | DirectoryOperation
  /** Writes something that changes nothing, where a write has failed before. */
  | { readonly op: 'probe' }
  /** Several row-level writes, all or none. */
  | { readonly op: 'directory-all'; readonly operations: readonly Omit<DirectoryOperation, 'op'>[] };

/** A result by position in its batch: a value, or why it was not done and what that says of other writes. */
export type WriteResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string; readonly failed: FailedFor };

/** Carries out write operations in the order in which they are handed over. */
export interface StoreWriter extends AsyncDisposable {
  /**
   * Resolves with the operation's value once it is durable. `follow` is told before anybody is, and of all operations
   * in the order in which they were done.
   */
  run<T>(operation: WriteOperation, follow?: (value: T) => void): Promise<T>;
  /** Whether it can write, found out by writing where the last write has failed. */
  ready(): Promise<boolean>;
}
