import { isReady, loadOf } from '../operator.ts';
import type { Operator } from '../operator.ts';
import type { Abilities } from './need-search.ts';
import { ANY_LANGUAGE, skillKey } from './skill-key.ts';
import type { SkillKey } from './skill-key.ts';

/** An operator with what he can do, in numbers. Its record changes in place: `refresh` is told. */
export interface Candidate {
  readonly operator: Operator;
  readonly abilities: Abilities;
}

/** Which operators have something: a bit for each seat. */
interface Holders {
  readonly bits: Int32Array;
  count: number;
}

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
  #words = FIRST_WORDS;
  readonly #skills = new Map<SkillKey, Holders>();
  readonly #languages = new Map<number, Holders>();
  /** By seat, for comparing without a look at the records, which lie about in memory. */
  #loads = new Float64Array(32 * FIRST_WORDS);
  #idleSince = new Float64Array(32 * FIRST_WORDS);
  /** Present and below capacity. */
  #ready = new Int32Array(FIRST_WORDS);
  #readyCount = 0;
  /** For each word of bits the seat that is asked first among the ready; NOBODY when none is. */
  #firsts = new Int32Array(FIRST_WORDS).fill(NOBODY);

  get isEmpty(): boolean {
    return this.#freeSeats.length === this.#seats.length;
  }

  add(candidate: Candidate): number {
    const seat = this.#freeSeats.pop() ?? this.#seats.length;
    this.#seats[seat] = candidate;
    if (seat >= this.#words * 32) this.#grow();
    for (const { skill, level } of candidate.abilities.skills) {
      for (let least = 1; least <= level; least += 1) this.#mark(this.#skills, skillKey(skill, least), seat);
    }
    for (const language of candidate.abilities.languages) this.#mark(this.#languages, language, seat);
    this.refresh(seat);
    return seat;
  }

  remove(seat: number): void {
    const candidate = this.#seats[seat];
    if (candidate === undefined || candidate === null) throw new Error(`seat ${seat} is free`);
    for (const { skill, level } of candidate.abilities.skills) {
      for (let least = 1; least <= level; least += 1)
        this.#unmark(this.#skills, skillKey(skill, least), seat);
    }
    for (const language of candidate.abilities.languages) this.#unmark(this.#languages, language, seat);
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
    if (after !== before) this.#readyCount += (after & bit) === 0 ? -1 : 1;
    this.#ready[word] = after;
    if (operator !== undefined) {
      this.#loads[seat] = loadOf(operator);
      this.#idleSince[seat] = operator.idleSince;
    }
    this.#firsts[word] = this.#firstOf(word, after, null, NOBODY);
  }

  /** The operator to be asked first among those ready who can do it and have not declined; null: nobody. */
  first(language: number, keys: readonly SkillKey[], declined: ReadonlySet<string> | null): Candidate | null {
    if (this.#readyCount === 0) return null;
    const masks: Int32Array[] = [];
    const spoken = language === ANY_LANGUAGE ? this.#ready : this.#languages.get(language)?.bits;
    if (spoken === undefined) return null;
    for (const key of keys) {
      const holders = this.#skills.get(key);
      if (holders === undefined) return null;
      masks.push(holders.bits);
    }
    return this.#seats[this.#scan(spoken, masks, declined)] ?? null;
  }

  #scan(spoken: Int32Array, masks: readonly Int32Array[], declined: ReadonlySet<string> | null): number {
    const ready = this.#ready;
    // Most needs require up to three skills; what they lack is filled with the ready once more.
    const [a = ready, b = ready, c = ready] = masks;
    let best = NOBODY;
    for (let word = 0; word < ready.length; word += 1) {
      let able = (ready[word] ?? 0) & (spoken[word] ?? 0) & (a[word] ?? 0) & (b[word] ?? 0) & (c[word] ?? 0);
      if (able === 0) continue;
      for (let more = 3; more < masks.length; more += 1) able &= masks[more]?.[word] ?? 0;
      if (best === NOBODY || this.#isBefore(this.#firsts[word] ?? NOBODY, best)) {
        best = this.#firstOf(word, able, declined, best);
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

  #mark(sets: Map<number, Holders>, key: number, seat: number): void {
    let holders = sets.get(key);
    if (holders === undefined) {
      holders = { bits: new Int32Array(this.#words), count: 0 };
      sets.set(key, holders);
    }
    holders.bits[seat >> 5] = (holders.bits[seat >> 5] ?? 0) | (1 << (seat & 31));
    holders.count += 1;
  }

  #unmark(sets: Map<number, Holders>, key: number, seat: number): void {
    const holders = sets.get(key);
    if (holders === undefined) return;
    holders.bits[seat >> 5] = (holders.bits[seat >> 5] ?? 0) & ~(1 << (seat & 31));
    holders.count -= 1;
    if (holders.count === 0) sets.delete(key);
  }

  #grow(): void {
    this.#words *= 2;
    const longer = (bits: Int32Array, filling: number): Int32Array<ArrayBuffer> => {
      const copy = new Int32Array(this.#words).fill(filling);
      copy.set(bits);
      return copy;
    };
    const longerNumbers = (numbers: Float64Array): Float64Array<ArrayBuffer> => {
      const copy = new Float64Array(this.#words * 32);
      copy.set(numbers);
      return copy;
    };
    this.#loads = longerNumbers(this.#loads);
    this.#idleSince = longerNumbers(this.#idleSince);
    this.#ready = longer(this.#ready, 0);
    this.#firsts = longer(this.#firsts, NOBODY);
    for (const sets of [this.#skills, this.#languages]) {
      for (const [key, { bits, count }] of sets) sets.set(key, { bits: longer(bits, 0), count });
    }
  }
}
