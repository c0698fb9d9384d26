import type { Wire } from './wire.ts';

export interface Frame {
  readonly id: string | null;
  readonly event: string | null;
  readonly data: string;
  /** The frame's bytes as text, without the blank line that ends it. */
  readonly raw: string;
}

/** Reads a server-sent event stream frame by frame, at its own pace. */
export class EventSourceReader implements AsyncDisposable {
  readonly response: Response;
  readonly #body: ReadableStreamDefaultReader<string>;
  readonly #frames: Frame[] = [];
  readonly #abort: AbortController;
  #rest = '';
  #ended = false;

  private constructor(response: Response, abort: AbortController) {
    if (response.body === null) throw new Error('the answer has no body');
    this.response = response;
    this.#body = response.body.pipeThrough(new TextDecoderStream()).getReader();
    this.#abort = abort;
  }

  static async open(
    wire: Wire,
    path: string,
    headers: Record<string, string> = {},
  ): Promise<EventSourceReader> {
    const abort = new AbortController();
    const signal = AbortSignal.any([abort.signal, AbortSignal.timeout(20_000)]);
    const response = await wire.open(
      'GET',
      path,
      undefined,
      { accept: 'text/event-stream', ...headers },
      signal,
    );
    return new EventSourceReader(response, abort);
  }

  /** The next frame, comments left out; null when the stream has ended. */
  async next(): Promise<Frame | null> {
    while (this.#frames.length === 0 && !this.#ended) await this.#read();
    return this.#frames.shift() ?? null;
  }

  /** Every frame up to the end of the stream. */
  async rest(): Promise<Frame[]> {
    const frames: Frame[] = [];
    for (let frame = await this.next(); frame !== null; frame = await this.next()) frames.push(frame);
    return frames;
  }

  /** Frames up to the first that satisfies `last`, which is included. */
  async until(last: (frame: Frame) => boolean): Promise<Frame[]> {
    const frames: Frame[] = [];
    for (let frame = await this.next(); frame !== null; frame = await this.next()) {
      frames.push(frame);
      if (last(frame)) return frames;
    }
    throw new Error(`the stream ended after ${frames.length} frames`);
  }

  async #read(): Promise<void> {
    const { done, value } = await this.#body.read();
    if (done) {
      this.#ended = true;
      return;
    }
    const blocks = (this.#rest + value).split('\n\n');
    this.#rest = blocks.pop() ?? '';
    for (const block of blocks) {
      if (!block.startsWith(':')) this.#frames.push(parse(block));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#abort.abort();
    await this.#body.cancel().catch(() => undefined);
  }
}

function parse(raw: string): Frame {
  const fields = new Map(
    raw.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  return {
    id: fields.get('id') ?? null,
    event: fields.get('event') ?? null,
    data: fields.get('data') ?? '',
    raw,
  };
}
