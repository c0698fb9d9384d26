import { createParser } from 'eventsource-parser';

/** One frame of a server-sent event stream. */
export interface ServerSentEvent {
  id: string | undefined;
  event: string | undefined;
  data: string;
}

/**
 * The server sends a comment every 20 s when it has nothing else to say. Silence for longer than this means the
 * connection is dead although nobody closed it: a laptop that slept, a network that changed.
 */
const SILENCE_MS = 60_000;

/** Reads the frames of an open response until it ends or falls silent. Leaving the loop early cancels the response. */
export async function* readServerSentEvents(response: Response): AsyncGenerator<ServerSentEvent> {
  if (response.body === null) return;
  const frames: ServerSentEvent[] = [];
  const parser = createParser({
    onEvent: ({ id, event, data }) => frames.push({ id, event, data }),
  });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const giveUp = (): void => void reader.cancel().catch(() => undefined);
  let silence = setTimeout(giveUp, SILENCE_MS);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(silence);
      silence = setTimeout(giveUp, SILENCE_MS);
      parser.feed(value);
      yield* frames.splice(0);
    }
  } finally {
    clearTimeout(silence);
    await reader.cancel().catch(() => undefined);
  }
}
