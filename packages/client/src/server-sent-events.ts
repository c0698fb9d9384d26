import { createParser } from 'eventsource-parser';

/** One frame of a server-sent event stream. */
export interface ServerSentEvent {
  id: string | undefined;
  event: string | undefined;
  data: string;
}

/** Reads the frames of an open response until it ends. Leaving the loop early cancels the response. */
export async function* readServerSentEvents(response: Response): AsyncGenerator<ServerSentEvent> {
  if (response.body === null) return;
  const frames: ServerSentEvent[] = [];
  const parser = createParser({
    onEvent: ({ id, event, data }) => frames.push({ id, event, data }),
  });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      parser.feed(value);
      yield* frames.splice(0);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
