import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { ReaderPlace, Readers } from './readers.ts';

/** Why a stream ended: `gone`: the reader closed it; `source`: there is nothing more, or has not been for long. */
export type StreamEnd = 'gone' | 'source' | 'slow-reader' | 'shutdown';

/** What is sent next: frames, or null to end the stream. */
export type NextFrames = () => Promise<string | null>;

export interface EventStreamOptions {
  readonly reply: FastifyReply;
  readonly readers: Readers;
  readonly place: ReaderPlace;
  /** Milliseconds without a frame after which the stream ends quietly; null for never. */
  readonly idleEnd: number | null;
  /** Milliseconds between comment lines that keep proxies from closing an idle stream. */
  readonly heartbeat: number;
  /** Milliseconds a reader may take to make room before it is dropped. */
  readonly drainTimeout: number;
  readonly next: NextFrames;
  onClose(why: StreamEnd): void;
}

/**
 * A server-sent event stream that pulls: it asks for the next frames only when the socket has room, so a slow
 * reader holds no more than one page. One that makes no room in time is dropped with `event: end`, reason
 * `slow-reader`, and resumes from its last offset. Ends by idleness, disconnect, its source, or shutdown.
 */
export class EventStream {
  readonly #options: EventStreamOptions;
  readonly #raw: ServerResponse;
  readonly #end = (): void => this.#finish('shutdown');
  #idle: NodeJS.Timeout | null = null;
  #heartbeat: NodeJS.Timeout | null = null;
  #pumping = false;
  #woken = false;
  #closed = false;

  constructor(options: EventStreamOptions) {
    this.#options = options;
    const { reply, readers } = options;
    this.#raw = reply.raw;
    reply.hijack();
    this.#raw.writeHead(200, {
      connection: 'keep-alive',
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
    });
    this.#raw.flushHeaders();
    this.#raw.once('close', () => this.#close('gone'));
    readers.add(this.#end, options.place);
    this.#heartbeat = setInterval(() => this.#beat(), options.heartbeat);
    this.#armIdle();
  }

  /** There may be more to send. */
  wake(): void {
    this.#woken = true;
    if (!this.#pumping) void this.#pump();
  }

  async #pump(): Promise<void> {
    this.#pumping = true;
    try {
      while (this.#woken && !this.#closed) {
        this.#woken = false;
        await this.#sendAll();
      }
    } catch {
      this.#raw.destroy();
    } finally {
      this.#pumping = false;
    }
  }

  async #sendAll(): Promise<void> {
    while (!this.#closed) {
      const frames = await this.#options.next();
      if (frames === null) return this.#finish(null);
      if (frames === '') return;
      this.#armIdle();
      if (!this.#raw.write(frames) && !(await this.#drained())) return this.#finish('slow-reader');
    }
  }

  /** False when the reader made no room in time. */
  #drained(): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (drained: boolean): void => {
        clearTimeout(timer);
        this.#raw.off('drain', drain);
        this.#raw.off('close', drain);
        resolve(drained);
      };
      const drain = (): void => settle(true);
      const timer = setTimeout(() => settle(false), this.#options.drainTimeout);
      this.#raw.on('drain', drain);
      this.#raw.on('close', drain);
    });
  }

  #beat(): void {
    if (!this.#raw.writableNeedDrain) this.#raw.write(':\n\n');
  }

  #armIdle(): void {
    const { idleEnd } = this.#options;
    if (idleEnd === null) return;
    if (this.#idle === null) this.#idle = setTimeout(() => this.#finish(null), idleEnd);
    else this.#idle.refresh();
  }

  #finish(reason: 'shutdown' | 'slow-reader' | null): void {
    if (this.#closed) return;
    const frame = reason === null ? '' : `event: end\ndata: ${JSON.stringify({ type: 'end', reason })}\n\n`;
    this.#close(reason ?? 'source');
    const { socket } = this.#raw;
    this.#raw.end(frame, () => {
      // Whoever comes back opens another connection, to another node.
      if (reason === 'shutdown') socket?.destroySoon();
    });
    // The last frame of a reader that does not read never leaves: do not wait for it for ever.
    setTimeout(() => this.#raw.destroy(), 5000).unref();
  }

  #close(why: StreamEnd): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#idle !== null) clearTimeout(this.#idle);
    if (this.#heartbeat !== null) clearInterval(this.#heartbeat);
    this.#options.readers.delete(this.#end);
    this.#options.onClose(why);
  }
}
