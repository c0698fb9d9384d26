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
  const parser = new FrameParser();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const giveUp = (): void => void reader.cancel().catch(() => undefined);
  let silence = setTimeout(giveUp, SILENCE_MS);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(silence);
      silence = setTimeout(giveUp, SILENCE_MS);
      yield* parser.feed(value);
    }
  } finally {
    clearTimeout(silence);
    await reader.cancel().catch(() => undefined);
  }
}

/** Frames out of text that comes in pieces, as the HTML standard defines them. */
class FrameParser {
  /** The line that has not ended yet. */
  #rest = '';
  #data: string[] = [];
  #id: string | undefined;
  #event: string | undefined;

  /** The frames that are complete with this piece. */
  feed(text: string): ServerSentEvent[] {
    // A carriage return at the end may be half of a line's end, of which the other half comes with the next piece.
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.#take(line) ?? []);
  }

  #take(line: string): ServerSentEvent | null {
    if (line === '') return this.#end();
    const [, name = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (name === 'data') this.#data.push(value);
    if (name === 'event') this.#event = value || undefined;
    if (name === 'id' && !value.includes('\0')) this.#id = value;
    return null;
  }

  #end(): ServerSentEvent | null {
    const data = this.#data;
    const frame = { id: this.#id, event: this.#event, data: data.join('\n') };
    this.#data = [];
    this.#id = this.#event = undefined;
    return data.length === 0 ? null : frame;
  }
}
