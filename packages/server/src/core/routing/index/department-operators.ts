import { isReady, loadOf } from '../operator.ts';
import { AbilityBits, longerBits } from './ability-bits.ts';
import type { Candidate } from './candidate.ts';
import type { SkillKey } from './skill-key.ts';

const FIRST_WORDS = 4;
const NOBODY = -1;

/**
 * One department's operators. Each has a seat, a number; what they can do are bit sets over the seats, so that
 * those who can take a need are found 32 at a time, and of each 32 the best of those with room is kept, so that
 * most need not be looked at one by one.
 */
export class DepartmentOperators {
  #seats: (Candidate | null)[] = [];
  readonly #freeSeats: number[] = [];
  readonly #abilities = new AbilityBits(FIRST_WORDS);
  /** By seat, for comparing without a look at the records, which lie about in memory. */
  #loads = new Float64Array(32 * FIRST_WORDS);
  #idleSince = new Float64Array(32 * FIRST_WORDS);
  /** Present and below capacity. */
  #ready = new Int32Array(FIRST_WORDS);
  #readyCount = 0;
  /** A bit for each word that has a ready seat: at a busy desk there are few. */
  #readyWords = new Int32Array(1);
  /** For each word of bits the seat that is asked first among the ready; NOBODY when none is. */
  #firsts = new Int32Array(FIRST_WORDS).fill(NOBODY);
  /** Of these, side by side: a search for the best goes through all words. */
  #firstLoads = new Float64Array(FIRST_WORDS);
  #firstIdle = new Float64Array(FIRST_WORDS);
  /** Changes whenever somebody comes for good or goes: what was known of who can do something holds no more. */
  version = 0;

  get isEmpty(): boolean {
    return this.#freeSeats.length === this.#seats.length;
  }

  /** Whether nobody is ready. */
  get isFull(): boolean {
    return this.#readyCount === 0;
  }

  add(candidate: Candidate): number {
    const seat = this.#freeSeats.pop() ?? this.#seats.length;
    this.#seats[seat] = candidate;
    if (seat >= this.#abilities.words * 32) this.#grow();
    this.#abilities.mark(candidate.abilities, seat);
    this.version += 1;
    this.refresh(seat);
    return seat;
  }

  remove(seat: number): void {
    const candidate = this.#seats[seat];
    if (candidate === undefined || candidate === null) throw new Error(`seat ${seat} is free`);
    this.#abilities.unmark(candidate.abilities, seat);
    this.version += 1;
    this.#seats[seat] = null;
    this.#freeSeats.push(seat);
    this.refresh(seat);
  }

  /** To be called after an operator's record has changed. */
  refresh(seat: number): void {
    const operator = this.#seats[seat]?.operator;
    const word = seat >> 5;
    const bit = 1 << (seat & 31);
    const before = this.#ready[word] ?? 0;
    const after = operator !== undefined && isReady(operator) ? before | bit : before & ~bit;
    if (operator !== undefined) {
      this.#loads[seat] = loadOf(operator);
      this.#idleSince[seat] = operator.idleSince;
    }
    this.#putFirst(word, seat, after);
    if (after === before) return;
    this.#readyCount += (after & bit) === 0 ? -1 : 1;
    this.#ready[word] = after;
    const words = this.#readyWords[word >> 5] ?? 0;
    this.#readyWords[word >> 5] = after === 0 ? words & ~(1 << (word & 31)) : words | (1 << (word & 31));
  }

  /** A seat of a word has changed. */
  #putFirst(word: number, seat: number, ready: number): void {
    const before = this.#firsts[word] ?? NOBODY;
    const isReadyNow = (ready & (1 << (seat & 31))) !== 0;
    let first = before;
    if (before === seat) first = this.#firstOf(word, ready, null, NOBODY);
    else if (isReadyNow && (before === NOBODY || this.#isBefore(seat, before))) first = seat;
    if (first === before && before !== seat) return;
    this.#firsts[word] = first;
    this.#firstLoads[word] = this.#loads[first] ?? 0;
    this.#firstIdle[word] = this.#idleSince[first] ?? 0;
  }

  /** The seats of those who can do it, ready or not; null when there are more than `most`. */
  able(language: number, keys: readonly SkillKey[], most: number): number[] | null {
    const seats: number[] = [];
    const masks = this.#abilities.masks(language, keys);
    if (masks === null) return seats;
    const [spoken = this.#ready, a = spoken, b = spoken, c = spoken] = masks;
    for (let word = 0; word < spoken.length; word += 1) {
      let able = (spoken[word] ?? 0) & (a[word] ?? 0) & (b[word] ?? 0) & (c[word] ?? 0);
      if (able === 0) continue;
      for (let more = 4; more < masks.length; more += 1) able &= masks[more]?.[word] ?? 0;
      for (; able !== 0; able &= able - 1) {
        if (seats.length === most) return null;
        seats.push((word << 5) + 31 - Math.clz32(able & -able));
      }
    }
    return seats;
  }

  /** As `first`, of seats that are known to be able. */
  firstAmong(seats: readonly number[], declined: ReadonlySet<string> | null): Candidate | null {
    let best = NOBODY;
    for (const seat of seats) {
      if (((this.#ready[seat >> 5] ?? 0) & (1 << (seat & 31))) === 0) continue;
      if (best !== NOBODY && !this.#isBefore(seat, best)) continue;
      if (declined === null || !declined.has(this.#seats[seat]?.operator.id ?? '')) best = seat;
    }
    return this.#seats[best] ?? null;
  }

  /** The operator to be asked first among those ready who can do it and have not declined; null: nobody. */
  first(language: number, keys: readonly SkillKey[], declined: ReadonlySet<string> | null): Candidate | null {
    const masks = this.#abilities.masks(language, keys);
    return masks === null ? null : (this.#seats[this.#scan(masks, declined)] ?? null);
  }

  #scan(masks: readonly Int32Array[], declined: ReadonlySet<string> | null): number {
    const ready = this.#ready;
    // Most needs require up to three skills; what they lack is filled with the ready once more.
    const [spoken = ready, a = ready, b = ready, c = ready] = masks;
    let [best, leastLoad, longestIdle] = [NOBODY, Infinity, Infinity];
    for (let group = 0; group < this.#readyWords.length; group += 1) {
      for (let words = this.#readyWords[group] ?? 0; words !== 0; words &= words - 1) {
        const word = (group << 5) + 31 - Math.clz32(words & -words);
        const load = this.#firstLoads[word] ?? 0;
        if (load > leastLoad || (load === leastLoad && (this.#firstIdle[word] ?? 0) > longestIdle)) continue;
        let able =
          (ready[word] ?? 0) & (spoken[word] ?? 0) & (a[word] ?? 0) & (b[word] ?? 0) & (c[word] ?? 0);
        for (let more = 4; more < masks.length; more += 1) able &= masks[more]?.[word] ?? 0;
        if (able === 0) continue;
        best = this.#firstOf(word, able, declined, best);
        leastLoad = this.#loads[best] ?? Infinity;
        longestIdle = this.#idleSince[best] ?? Infinity;
      }
    }
    return best;
  }

  /** The seat that is asked first, of some in a word and the best so far. */
  #firstOf(word: number, seats: number, declined: ReadonlySet<string> | null, best: number): number {
    let first = best;
    for (let left = seats; left !== 0; left &= left - 1) {
      const seat = (word << 5) + 31 - Math.clz32(left & -left);
      if (first !== NOBODY && !this.#isBefore(seat, first)) continue;
      if (declined === null || !declined.has(this.#seats[seat]?.operator.id ?? '')) first = seat;
    }
    return first;
  }

  /** As `compareOperators`. */
  #isBefore(seat: number, other: number): boolean {
    const load = (this.#loads[seat] ?? 0) - (this.#loads[other] ?? 0);
    if (load !== 0) return load < 0;
    const idle = (this.#idleSince[seat] ?? 0) - (this.#idleSince[other] ?? 0);
    if (idle !== 0) return idle < 0;
    return (this.#seats[seat]?.operator.id ?? '') < (this.#seats[other]?.operator.id ?? '');
  }

  #grow(): void {
    const words = 2 * this.#abilities.words;
    this.#abilities.grow(words);
    this.#loads = longerNumbers(this.#loads, 32 * words);
    this.#idleSince = longerNumbers(this.#idleSince, 32 * words);
    this.#firstLoads = longerNumbers(this.#firstLoads, words);
    this.#firstIdle = longerNumbers(this.#firstIdle, words);
    this.#ready = longerBits(this.#ready, words);
    this.#readyWords = longerBits(this.#readyWords, Math.ceil(words / 32));
    const firsts = longerBits(this.#firsts, words);
    this.#firsts = firsts.fill(NOBODY, this.#firsts.length);
  }
}

function longerNumbers(numbers: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const copy = new Float64Array(length);
  copy.set(numbers);
  return copy;
}
