import { compareOperators, isReady } from '../operator.ts';
import type { Operator } from '../operator.ts';
import type { Abilities } from './need-search.ts';
import { ANY_LANGUAGE, skillKey } from './queue-node.ts';
import type { SkillKey } from './queue-node.ts';

/** An operator with what he can do, in numbers. The record is replaced whenever something about him changes. */
export interface Candidate {
  operator: Operator;
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

  /** To be called after an operator's record was replaced. */
  refresh(seat: number): void {
    const operator = this.#seats[seat]?.operator;
    const word = seat >> 5;
    const bit = 1 << (seat & 31);
    const before = this.#ready[word] ?? 0;
    const after = operator !== undefined && isReady(operator) ? before | bit : before & ~bit;
    this.#readyCount += Number(after !== before) * ((after & bit) === 0 ? -1 : 1);
    this.#ready[word] = after;
    this.#firsts[word] = this.#firstOf(word, after);
  }

  /**
   * The operator to be asked first among those ready who can do it and have not declined, if he comes before
   * `best`; else `best`.
   */
  first(
    language: number,
    keys: readonly SkillKey[],
    declined: ReadonlySet<string> | null,
    best: Candidate | null,
  ): Candidate | null {
    if (this.#readyCount === 0) return best;
    const masks: Int32Array[] = [];
    if (language !== ANY_LANGUAGE && !this.#addMask(masks, this.#languages.get(language))) return best;
    for (const key of keys) if (!this.#addMask(masks, this.#skills.get(key))) return best;
    return this.#scan(masks, declined, best);
  }

  #addMask(masks: Int32Array[], holders: Holders | undefined): boolean {
    if (holders === undefined) return false;
    masks.push(holders.bits);
    return true;
  }

  #scan(
    masks: readonly Int32Array[],
    declined: ReadonlySet<string> | null,
    first: Candidate | null,
  ): Candidate | null {
    const ready = this.#ready;
    // Most needs require a language and up to three skills; what they lack is filled with the ready once more.
    const [a = ready, b = ready, c = ready, d = ready, ...others] = masks;
    let best = first;
    for (let word = 0; word < ready.length; word += 1) {
      let able = (ready[word] ?? 0) & (a[word] ?? 0) & (b[word] ?? 0) & (c[word] ?? 0) & (d[word] ?? 0);
      for (const mask of others) able &= mask[word] ?? 0;
      if (able !== 0) best = this.#bestOf(word, able, declined, best);
    }
    return best;
  }

  #bestOf(
    word: number,
    able: number,
    declined: ReadonlySet<string> | null,
    best: Candidate | null,
  ): Candidate | null {
    const top = this.#firsts[word] ?? NOBODY;
    if (!isBetter(this.#seats[top], best, null)) return best;
    if ((able & (1 << (top & 31))) !== 0 && isBetter(this.#seats[top], best, declined))
      return this.#seats[top] ?? best;
    let found = best;
    for (let left = able; left !== 0; left &= left - 1) {
      const candidate = this.#seats[(word << 5) + 31 - Math.clz32(left & -left)];
      if (isBetter(candidate, found, declined)) found = candidate ?? found;
    }
    return found;
  }

  /** The seat that is asked first among those of a word. */
  #firstOf(word: number, ready: number): number {
    let first = NOBODY;
    for (let left = ready; left !== 0; left &= left - 1) {
      const seat = (word << 5) + 31 - Math.clz32(left & -left);
      if (first === NOBODY || isBetter(this.#seats[seat], this.#seats[first], null)) first = seat;
    }
    return first;
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
    this.#ready = longer(this.#ready, 0);
    this.#firsts = longer(this.#firsts, NOBODY);
    for (const sets of [this.#skills, this.#languages]) {
      for (const [key, { bits, count }] of sets) sets.set(key, { bits: longer(bits, 0), count });
    }
  }
}

function isBetter(
  candidate: Candidate | null | undefined,
  best: Candidate | null | undefined,
  declined: ReadonlySet<string> | null,
): boolean {
  if (candidate === null || candidate === undefined) return false;
  if (best !== null && best !== undefined && compareOperators(candidate.operator, best.operator) >= 0)
    return false;
  return declined === null || !declined.has(candidate.operator.id);
}
