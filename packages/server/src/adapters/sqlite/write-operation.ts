import type { JsonObject } from '@baton/protocol';
import type { Idempotency, NewSession, SessionWrite } from '../../ports/session-store.ts';
import type { MeasuredHandoff } from './analytics/measured-handoff.ts';

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
  /** Several row-level writes, all or none. */
  | { readonly op: 'directory-all'; readonly operations: readonly Omit<DirectoryOperation, 'op'>[] };

/** A result by position in its batch: a value, or the message of the error that undid this operation alone. */
export type WriteResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string };

/** Carries out write operations in the order in which they are handed over. */
export interface StoreWriter extends AsyncDisposable {
  /** Resolves with the operation's value once it is durable. */
  run<T>(operation: WriteOperation): Promise<T>;
  /** Whether it can still write. */
  readonly alive: boolean;
}
