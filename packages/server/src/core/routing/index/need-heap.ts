import { compareNeeds } from '../need.ts';
import type { Need } from '../need.ts';

/** Something in a heap that is ordered by the need it stands for. */
export interface Ranked {
  /** Null comes after every need. */
  readonly need: Need | null;
  /** Where it stands in its heap; kept by the functions below. */
  index: number;
}

/* Binary heaps in plain arrays, the earliest need first: a million queued needs leave no room for more. */

/** Answers the heap to keep: an empty one is replaced, since pushing to it would make room for seventeen. */
export function pushRanked<T extends Ranked>(heap: T[], item: T): T[] {
  if (heap.length === 0) {
    item.index = 0;
    return [item];
  }
  heap.push(item);
  siftUp(heap, item, heap.length - 1);
  return heap;
}

export function removeRanked<T extends Ranked>(heap: T[], item: T): void {
  const last = heap.pop();
  if (last === undefined || last === item) return;
  last.index = item.index;
  heap[item.index] = last;
  moveRanked(heap, last);
}

/** Puts an item right whose need has changed. */
export function moveRanked<T extends Ranked>(heap: T[], item: T): void {
  const { index } = item;
  siftUp(heap, item, index);
  if (item.index === index) siftDown(heap, item, index);
}

/** As `compareNeeds`; what stands for no need comes last. */
export function compareRanks(a: Need | null, b: Need | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  return b === null ? -1 : compareNeeds(a, b);
}

function siftUp<T extends Ranked>(heap: T[], item: T, from: number): void {
  let at = from;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || compareRanks(parent.need, item.need) <= 0) break;
    heap[at] = parent;
    parent.index = at;
    at = above;
  }
  heap[at] = item;
  item.index = at;
}

function siftDown<T extends Ranked>(heap: T[], item: T, from: number): void {
  let at = from;
  for (;;) {
    let below = 2 * at + 1;
    let child = heap[below];
    if (child === undefined) break;
    const other = heap[below + 1];
    if (other !== undefined && compareRanks(other.need, child.need) < 0) {
      child = other;
      below += 1;
    }
    if (compareRanks(child.need, item.need) >= 0) break;
    heap[at] = child;
    child.index = at;
    at = below;
  }
  heap[at] = item;
  item.index = at;
}
