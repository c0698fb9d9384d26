import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EventRecord } from '../../core/log/event-record.ts';
import type { WakeUps } from '../../ports/wake-ups.ts';
import { sessionNotFound } from '../problem.ts';
import { streamArray } from '../stream-array.ts';
import type { ReaderPlace, Readers } from './readers.ts';
import type { Tail } from './tail.ts';

export interface LongPollTimes {
  /** Answers to waits at least this long begin with early headers, in milliseconds. */
  readonly longWait: number;
  /** After this long without data the headers of such an answer are sent, in milliseconds. */
  readonly earlyHeaders: number;
  /** White space is sent this often from then on, in milliseconds. */
  readonly heartbeat: number;
}

/**
 * The published clients give up on a request whose headers have not come after 60 s, and the chat widget stops
 * listening after a few such failures. So an answer that has to wait that long begins before: status and
 * headers, then white space now and then, which JSON allows before the array. See docs/decisions.
 */
export const DEFAULT_LONG_POLL_TIMES: LongPollTimes = {
  longWait: 50_000,
  earlyHeaders: 40_000,
  heartbeat: 45_000,
};

export interface LongPoll {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly sessionId: string;
  /** Null: it does not wait. */
  readonly place: ReaderPlace | null;
  readonly tail: Tail;
  /** Milliseconds to wait for data. */
  readonly wait: number;
  readonly wakeUps: WakeUps;
  readonly readers: Readers;
  readonly times: LongPollTimes;
}

/** Answers with what there is, or waits for more: subscribed before the first read, so that nothing is missed. */
export async function longPoll(poll: LongPoll): Promise<unknown> {
  const reader = poll.place === null ? null : new ParkedReader(poll, poll.place);
  const events = await poll.tail.read();
  if (events === null) {
    reader?.release();
    throw sessionNotFound(poll.sessionId);
  }
  if (events.length > 0 || reader === null) {
    reader?.release();
    return poll.tail.more
      ? streamArray(poll.reply, pages(poll.tail, events))
      : `[${listText(poll.tail, events)}]`;
  }
  reader.park();
  return undefined;
}

function listText(tail: Tail, events: readonly EventRecord[]): string {
  return events.map((event) => tail.json(event)).join(',');
}

/** A long log, page by page. */
async function* pages(tail: Tail, first: readonly EventRecord[]): AsyncGenerator<string[]> {
  let events: readonly EventRecord[] | null = first;
  while (events !== null && events.length > 0) {
    yield events.map((event) => tail.json(event));
    events = tail.more ? await tail.read() : null;
  }
}

/** One request that waits. It ends by data, time-out, disconnect, deletion of its session, or shutdown. */
class ParkedReader {
  readonly #poll: LongPoll;
  readonly #subscription: { cancel(): void };
  readonly #end = (): void => {
    // The connection goes with the server: whoever asks again opens another one, to another node.
    this.#poll.reply.header('connection', 'close');
    this.#expire();
  };
  #timer: NodeJS.Timeout | null = null;
  #begun = false;
  #parked = false;
  #woken = false;
  #reading = false;
  #released = false;

  constructor(poll: LongPoll, place: ReaderPlace) {
    this.#poll = poll;
    this.#subscription = poll.wakeUps.subscribe(poll.sessionId, () => this.#wake());
    poll.readers.add(this.#end, place);
    poll.reply.raw.once('close', () => this.release());
  }

  park(): void {
    const { reply, wait, times } = this.#poll;
    this.#parked = true;
    reply.hijack();
    if (this.#released) return;
    if (wait >= times.longWait) this.#timer = setTimeout(() => this.#begin(), times.earlyHeaders);
    else this.#timer = setTimeout(() => this.#expire(), wait);
    if (this.#woken) void this.#read();
  }

  release(): void {
    if (this.#released) return;
    this.#released = true;
    this.#subscription.cancel();
    this.#poll.readers.delete(this.#end);
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #wake(): void {
    this.#woken = true;
    if (this.#parked) void this.#read();
  }

  async #read(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    try {
      while (this.#woken && !this.#released) {
        this.#woken = false;
        const events = await this.#poll.tail.read();
        if (this.#released) return;
        if (events === null) return this.#gone();
        if (events.length > 0) return this.#answer(200, `[${listText(this.#poll.tail, events)}]`);
      }
    } catch (error) {
      this.#poll.request.log.error({ err: error }, 'a waiting reader could not be answered');
      this.release();
      this.#poll.reply.raw.destroy();
    } finally {
      this.#reading = false;
    }
  }

  /** Early headers, then white space for as long as the client stays: a dead one fails the write and is closed. */
  #begin(): void {
    const { reply, times } = this.#poll;
    this.#writeHead(200);
    this.#begun = true;
    reply.raw.write(' ');
    this.#timer = setInterval(() => reply.raw.write(' '), times.heartbeat);
  }

  #expire(): void {
    // An answer that has begun can only end with data: cut, the client asks again.
    if (this.#begun) {
      this.release();
      this.#poll.reply.raw.destroy();
      return;
    }
    this.#answer(504, '{"detail":"Request timed out"}');
  }

  #gone(): void {
    if (this.#begun) return this.#expire();
    this.#answer(404, JSON.stringify({ detail: `Session not found (id='${this.#poll.sessionId}')` }));
  }

  #answer(status: number, body: string): void {
    const { reply } = this.#poll;
    this.release();
    if (!this.#begun) this.#writeHead(status, Buffer.byteLength(body));
    reply.raw.end(body);
  }

  #writeHead(status: number, length?: number): void {
    const { reply } = this.#poll;
    reply.raw.writeHead(status, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'application/json',
      'x-accel-buffering': 'no',
      ...(length !== undefined && { 'content-length': length }),
    });
  }
}
