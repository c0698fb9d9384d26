import type { EventKind, EventSource, Json, JsonObject } from '@baton/protocol';

/** An event before it has an offset. `data` is already text: it is serialised once and stored and sent as it is. */
export interface NewEvent {
  kind: EventKind;
  source: EventSource;
  traceId: string;
  /** JSON text of the event's data. */
  data: string;
  /** JSON text of the event's metadata, null for `{}`. */
  metadata: string | null;
  /** A message that is shown while it is written: it may be rewritten until it is complete. */
  unfinished?: true;
  /** Ids of the session's attachments that a message names: they are its from the moment it is stored. */
  attachments?: readonly string[];
}

/** Makes a NewEvent out of values. */
export function newEvent(
  kind: EventKind,
  source: EventSource,
  traceId: string,
  data: Json | object,
  metadata?: JsonObject,
): NewEvent {
  const text = metadata !== undefined && Object.keys(metadata).length > 0 ? JSON.stringify(metadata) : null;
  return { kind, source, traceId, data: JSON.stringify(data), metadata: text };
}
