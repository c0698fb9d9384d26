import type { ScheduledTask } from '../../ports/clock.ts';

const SECOND = 1_000_000;
/** Between two packages of one handoff, in microseconds; after the first ones it doubles up to the longest. */
const SHORTEST_GAP = 2 * SECOND;
const LONGEST_GAP = 64 * SECOND;
const QUICK_UPDATES = 8;
/** Between two summaries by a model. */
const SUMMARY_GAP = 15 * SECOND;
const MOST_SUMMARIES = 4;

/** What the keeper remembers of one handoff that waits. Times are microseconds since 1970. */
export class KeptHandoff {
  readonly id: string;
  readonly sessionId: string;
  /** Events up to this offset are in the package, or make no difference to it. */
  read: number;
  /** Something may have come since it was looked at last. */
  isDirty = false;
  /** The evidence has changed: it is made anew though nothing was said. */
  isForced = false;
  /** It is about to be read: made anew however short ago it was made. */
  isHurried = false;
  /** Waits for its turn, or has it. */
  isQueued = false;
  /** Its summary is a model's. */
  hasModelWords = false;
  /** Nobody waits for it any more. */
  isOver = false;
  alarm: ScheduledTask | null = null;
  #updates = 0;
  #madeAt: number | null = null;
  #summaries = 0;
  #summaryAt = 0;

  constructor(id: string, sessionId: string, read: number) {
    this.id = id;
    this.sessionId = sessionId;
    this.read = read;
  }

  /** When the next package may be made. */
  get due(): number {
    if (this.#madeAt === null) return 0;
    const gap = SHORTEST_GAP * 2 ** Math.max(0, this.#updates - QUICK_UPDATES);
    return this.#madeAt + Math.min(gap, LONGEST_GAP);
  }

  made(at: number, isNew: boolean): void {
    this.#madeAt = at;
    if (isNew) this.#updates += 1;
  }

  /** Another node made it anew. */
  follow(read: number): void {
    this.read = read;
    this.isForced = false;
  }

  maySummarise(at: number): boolean {
    return this.#summaries < MOST_SUMMARIES && (this.#summaries === 0 || at >= this.#summaryAt + SUMMARY_GAP);
  }

  summarised(at: number): void {
    this.#summaries += 1;
    this.#summaryAt = at;
  }

  /** The model had its chance: the extract stays from now on. */
  giveUpSummaries(): void {
    this.#summaries = MOST_SUMMARIES;
  }

  end(): void {
    this.isOver = true;
    this.alarm?.cancel();
    this.alarm = null;
  }
}
