import { compareNeeds } from '../need.ts';
import type { Need } from '../need.ts';
import { pushRanked, removeRanked } from './need-heap.ts';

/** Something that stands in one line. */
export interface InLine<T> {
  readonly need: Need;
  before: T | null;
  after: T | null;
  /** Where it stands among the stragglers; IN_ORDER when it is none. */
  index: number;
}

const IN_ORDER = -1;
/** Empty and shared: the first straggler comes with an array of its own. */
const NONE: never[] = [];

/**
 * Needs in queue order. Most come later than all before them: these are linked one to the next, so that one may
 * come, go or be served without a look at the others. Those that come out of turn, with a higher priority or back at
 * their old age, are stragglers in a heap beside it. The first of all is the first of the one or the other.
 */
export class NeedLine<T extends InLine<T>> {
  #first: T | null = null;
  #last: T | null = null;
  #stragglers: T[] = NONE;
  /** The first of all. */
  head: T | null = null;

  put(item: T): void {
    const last = this.#last;
    if (last !== null && compareNeeds(last.need, item.need) > 0) {
      this.#stragglers = pushRanked(this.#stragglers, item);
    } else {
      item.index = IN_ORDER;
      item.before = last;
      if (last === null) this.#first = item;
      else last.after = item;
      this.#last = item;
    }
    this.#findHead();
  }

  take(item: T): void {
    const { before, after } = item;
    if (item.index === IN_ORDER) {
      if (before === null) this.#first = after;
      else before.after = after;
      if (after === null) this.#last = before;
      else after.before = before;
    } else {
      removeRanked(this.#stragglers, item);
    }
    this.#findHead();
  }

  /** The first that is fit; looks at no more than the unfit before it. */
  firstFit(isFit: (item: T) => boolean): T | null {
    let item = this.#first;
    while (item !== null && !isFit(item)) item = item.after;
    return this.#firstFitBelow(0, item, isFit);
  }

  #firstFitBelow(at: number, best: T | null, isFit: (item: T) => boolean): T | null {
    const item = this.#stragglers[at];
    if (item === undefined || (best !== null && compareNeeds(best.need, item.need) < 0)) return best;
    if (isFit(item)) return item;
    const left = this.#firstFitBelow(2 * at + 1, best, isFit);
    return this.#firstFitBelow(2 * at + 2, left, isFit);
  }

  #findHead(): void {
    const straggler = this.#stragglers[0];
    const first = this.#first;
    const isFirst =
      straggler === undefined || (first !== null && compareNeeds(first.need, straggler.need) < 0);
    this.head = isFirst ? first : straggler;
  }
}
