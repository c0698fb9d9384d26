/** Groups that are looked at together or not at all. */
export const LINE = 32;

/** What a slot holds that holds no group's number. */
const FREE = -1;
const LEFT = -2;

const FEWEST_SLOTS = 8;

/**
 * The numbers of the groups that one operator can take from: an open-addressed set, cut into lines of slots. For
 * each line it keeps a bound that none of its groups comes before, so that a search passes by the lines whose bound
 * is too late. A bound is lowered when a group comes or gets an earlier need; what goes leaves it as it is, and the
 * next search that looks through the line puts it right.
 */
export class WatchList {
  /** Its length is a power of two. Below zero: no group. */
  slots: Int32Array = new Int32Array(0);
  /** Of each line the highest priority, and the earliest time of request at that. */
  bounds: Float64Array = new Float64Array(0);
  #count = 0;
  /** Slots that are not free: what has left keeps the way to those behind it. */
  #used = 0;

  /** Adds a group, or tells that its first need is an earlier one than before. */
  put(number: number, priority: number, requestedAt: number): void {
    if (4 * (this.#used + 1) > 3 * this.slots.length) this.#resize();
    const slot = this.#slotFor(number);
    const { bounds, slots } = this;
    if (slots[slot] !== number) {
      if (slots[slot] === FREE) this.#used += 1;
      slots[slot] = number;
      this.#count += 1;
    }
    const line = 2 * Math.floor(slot / LINE);
    const highest = bounds[line] ?? 0;
    if (priority < highest || (priority === highest && requestedAt >= (bounds[line + 1] ?? 0))) return;
    bounds[line] = priority;
    bounds[line + 1] = requestedAt;
  }

  remove(number: number): void {
    const { slots } = this;
    const last = slots.length - 1;
    const slot = last < 0 ? 0 : this.#slotFor(number);
    if (slots[slot] !== number) return;
    slots[slot] = LEFT;
    this.#count -= 1;
    // Nobody looks past a free slot: what has left before one need not be kept.
    if (slots[(slot + 1) & last] !== FREE) return;
    for (let at = slot; slots[at] === LEFT; at = (at - 1) & last) {
      slots[at] = FREE;
      this.#used -= 1;
    }
  }

  numbers(): Int32Array {
    return this.slots.filter((number) => number >= 0);
  }

  /** Where it is, or else where it is to be put. */
  #slotFor(number: number): number {
    const { slots } = this;
    const last = slots.length - 1;
    let left = -1;
    for (let slot = spread(number) & last; ; slot = (slot + 1) & last) {
      const held = slots[slot];
      if (held === number) return slot;
      if (held === FREE) return left < 0 ? slot : left;
      if (held === LEFT && left < 0) left = slot;
    }
  }

  #resize(): void {
    const numbers = this.numbers();
    let length = FEWEST_SLOTS;
    while (length < 2 * (this.#count + 1)) length *= 2;
    this.slots = new Int32Array(length).fill(FREE);
    // Not known until a search has looked through them: as if anything might be there.
    this.bounds = new Float64Array(2 * Math.ceil(length / LINE)).fill(Infinity);
    this.#used = numbers.length;
    for (const number of numbers) this.slots[this.#slotFor(number)] = number;
  }
}

/** Numbers are given in turn: neighbours are to be far from one another. */
function spread(number: number): number {
  const mixed = Math.imul(number, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
