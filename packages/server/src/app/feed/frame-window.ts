import type { StreamFrame } from '@baton/protocol';
import { isFor } from './audience.ts';
import type { Audience, FeedReader } from './audience.ts';

export interface FeedFrame {
  /** `<instance>-<number>`: where a reader resumes. */
  readonly id: string;
  readonly type: StreamFrame['type'];
  readonly data: string;
}

/** What a reader is given next, and where he stands after it: also past the frames that are not for him. */
export interface FeedPage {
  readonly frames: readonly FeedFrame[];
  readonly cursor: string;
}

/** `resync`: what the readers it is for may see has changed altogether; they are given a snapshot. */
interface Kept {
  readonly number: number;
  readonly type: StreamFrame['type'] | 'resync';
  readonly data: string;
  readonly audience: Audience;
}

/** How many frames, and of how many characters together, are kept for readers that come back. */
const KEPT_FRAMES = 5000;
const KEPT_CHARACTERS = 8_000_000;
/** A reader is given so many at a time, so that a slow one does not have them all in its socket's buffer. */
const PAGE_FRAMES = 500;
const PAGE_CHARACTERS = 500_000;

/** The last frames of all readers, in one order. Each reader is shown those that are for him. */
export class FrameWindow {
  readonly #instance: string;
  readonly #frames: Kept[] = [];
  #characters = 0;
  #number = 0;

  constructor(instance: string) {
    this.#instance = instance;
  }

  /** The cursor of the newest frame. */
  get newest(): string {
    return this.#id(this.#number);
  }

  push(frame: StreamFrame, audience: Audience): void {
    this.#keep(frame.type, JSON.stringify(frame), audience);
  }

  /** Whoever this is for begins anew. */
  resync(audience: Audience): void {
    this.#keep('resync', '', audience);
  }

  /** The number of a cursor; null when it is none of ours or has fallen out of the window. */
  find(cursor: string | null): number | null {
    const match = cursor === null ? null : /^([0-9A-Za-z]+)-(\d{1,15})$/.exec(cursor);
    if (match === null || match[1] !== this.#instance) return null;
    const number = Number(match[2]);
    return number < this.#oldest - 1 || number > this.#number ? null : number;
  }

  /** What comes after `number` for a reader; null when he has to begin anew. */
  after(number: number, reader: FeedReader): FeedPage | null {
    const frames: FeedFrame[] = [];
    let characters = 0;
    let last = number;
    for (let index = number + 1 - this.#oldest; index < this.#frames.length; index++) {
      const frame = this.#frames[index];
      if (frame === undefined) break;
      if (frames.length >= PAGE_FRAMES || characters >= PAGE_CHARACTERS) break;
      last = frame.number;
      if (!isFor(frame.audience, reader)) continue;
      if (frame.type === 'resync') return null;
      frames.push({ id: this.#id(frame.number), type: frame.type, data: frame.data });
      characters += frame.data.length;
    }
    return { frames, cursor: this.#id(last) };
  }

  get #oldest(): number {
    return this.#frames[0]?.number ?? this.#number + 1;
  }

  #id(number: number): string {
    return `${this.#instance}-${number}`;
  }

  #keep(type: Kept['type'], data: string, audience: Audience): void {
    this.#frames.push({ number: ++this.#number, type, data, audience });
    this.#characters += data.length;
    while (this.#frames.length > KEPT_FRAMES || this.#characters > KEPT_CHARACTERS) {
      this.#characters -= this.#frames.shift()?.data.length ?? 0;
    }
  }
}
