import type { TurnRecord } from '@baton/protocol';

/** What a turn did, by its session and trace id. `at`: when the turn began, in microseconds since 1970. */
export interface StoredTrace {
  readonly sessionId: string;
  readonly traceId: string;
  readonly at: number;
  readonly record: TurnRecord;
}

export interface TraceQuery {
  readonly sessionId: string;
  readonly limit: number;
  /** Position after which to go on. */
  readonly after?: { readonly at: number; readonly id: string };
}

/** Port: records of turns. They go with their session. */
export interface TraceStore {
  /** A later turn under the same trace id takes the place of the earlier. Does nothing when the session is gone. */
  put(trace: StoredTrace): Promise<void>;
  read(sessionId: string, traceId: string): Promise<TurnRecord | null>;
  /** Newest first. */
  list(query: TraceQuery): Promise<StoredTrace[]>;
  count(sessionId: string): Promise<number>;
}
