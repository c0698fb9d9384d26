import type { Abilities } from './ability-names.ts';
import { ANY_LANGUAGE, skillKey, skillOf } from './skill-key.ts';
import type { SkillKey } from './skill-key.ts';

/** Which operators have something: a bit for each seat. */
interface Holders {
  readonly bits: Int32Array;
  count: number;
}

/** What a department's operators can do, as bit sets over their seats: who has it all is found 32 at a time. */
export class AbilityBits {
  readonly #skills = new Map<SkillKey, Holders>();
  readonly #languages = new Map<number, Holders>();
  #all: Int32Array;

  constructor(words: number) {
    this.#all = new Int32Array(words);
  }

  get words(): number {
    return this.#all.length;
  }

  mark(abilities: Abilities, seat: number): void {
    this.#all[seat >> 5] = (this.#all[seat >> 5] ?? 0) | (1 << (seat & 31));
    for (const key of abilities.skills) {
      for (let least = lowestKey(key); least <= key; least += 1) this.#add(this.#skills, least, seat);
    }
    for (const language of abilities.languages) this.#add(this.#languages, language, seat);
  }

  unmark(abilities: Abilities, seat: number): void {
    this.#all[seat >> 5] = (this.#all[seat >> 5] ?? 0) & ~(1 << (seat & 31));
    for (const key of abilities.skills) {
      for (let least = lowestKey(key); least <= key; least += 1) remove(this.#skills, least, seat);
    }
    for (const language of abilities.languages) remove(this.#languages, language, seat);
  }

  /** The sets that a seat has to be in, at least one; null when nobody is in one of them. */
  masks(language: number, keys: readonly SkillKey[]): Int32Array[] | null {
    const spoken = language === ANY_LANGUAGE ? this.#all : this.#languages.get(language)?.bits;
    if (spoken === undefined) return null;
    const masks = [spoken];
    for (const key of keys) {
      const holders = this.#skills.get(key);
      if (holders === undefined) return null;
      masks.push(holders.bits);
    }
    return masks;
  }

  grow(words: number): void {
    this.#all = longerBits(this.#all, words);
    for (const sets of [this.#skills, this.#languages]) {
      for (const [key, { bits, count }] of sets) sets.set(key, { bits: longerBits(bits, words), count });
    }
  }

  #add(sets: Map<number, Holders>, key: number, seat: number): void {
    let holders = sets.get(key);
    if (holders === undefined) {
      holders = { bits: new Int32Array(this.words), count: 0 };
      sets.set(key, holders);
    }
    holders.bits[seat >> 5] = (holders.bits[seat >> 5] ?? 0) | (1 << (seat & 31));
    holders.count += 1;
  }
}

export function longerBits(bits: Int32Array, words: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(words);
  copy.set(bits);
  return copy;
}

/** Of the same skill. */
function lowestKey(key: SkillKey): SkillKey {
  return skillKey(skillOf(key), 1);
}

function remove(sets: Map<number, Holders>, key: number, seat: number): void {
  const holders = sets.get(key);
  if (holders === undefined) return;
  holders.bits[seat >> 5] = (holders.bits[seat >> 5] ?? 0) & ~(1 << (seat & 31));
  holders.count -= 1;
  if (holders.count === 0) sets.delete(key);
}
