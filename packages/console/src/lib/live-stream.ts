import type { ConnectionState, StreamUpdate } from '@baton/client';
import { RequestError } from '@baton/client';
import type { StreamFrame } from '@baton/protocol';

export interface LiveStreamHandlers {
  onFrame: (frame: StreamFrame, cursor: string | null) => void;
  onConnection: (state: ConnectionState) => void;
  /** The server no longer knows us: the stream will not come back by itself. */
  onSignedOut: () => void;
  /** The stream broke off for a reason nobody foresaw. */
  onFault: (error: unknown) => void;
  /** Resolves when it is time to open a stream again after that. */
  pause: (signal: AbortSignal) => Promise<void>;
}

/** Reads the live stream until `signal` aborts or the server refuses us. A new stream begins with a snapshot. */
export async function readLiveStream(
  open: (signal: AbortSignal) => AsyncIterable<StreamUpdate>,
  signal: AbortSignal,
  { onFrame, onConnection, onSignedOut, onFault, pause }: LiveStreamHandlers,
): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const update of open(signal)) {
        if (signal.aborted) return;
        if (update.type === 'frame') onFrame(update.frame, update.cursor);
        else onConnection(update.state);
      }
    } catch (error) {
      if (signal.aborted) return;
      onConnection('lost');
      if (error instanceof RequestError && (error.status === 401 || error.status === 403))
        return onSignedOut();
      onFault(error);
      await pause(signal);
    }
  }
}
