import type { EventKind, EventSource } from '@baton/protocol';

/** An event as stored. `data` and `metadata` are JSON text. */
export interface EventRecord {
  readonly sessionId: string;
  readonly offset: number;
  readonly at: number;
  readonly kind: EventKind;
  readonly source: EventSource;
  readonly traceId: string;
  readonly data: string;
  readonly metadata: string | null;
  readonly deleted: boolean;
}
