import type { SessionEvent } from './event.ts';
import type { Handoff } from './handoff.ts';

/**
 * Frames of `GET /stream`, the console's one live connection. The SSE `event:` field carries `type`,
 * `id:` a cursor to resume from with `Last-Event-ID`. Without a cursor, or with one the server no longer
 * holds, the first frame is a `snapshot`; otherwise the frames that were missed come first.
 */
export type StreamFrame =
  | { type: 'snapshot'; handoffs: Handoff[] }
  /** A handoff was made or changed. */
  | { type: 'handoff'; handoff: Handoff }
  /** An event was appended to a session with an open handoff (or one that just ended). */
  | { type: 'session-event'; session_id: string; event: SessionEvent }
  /** The server ends the stream: `slow-reader` or `shutdown`. Reconnect with the last id. */
  | { type: 'end'; reason: 'slow-reader' | 'shutdown' };
