interface Item {
  readonly id: string;
  due: number;
  /** Where it stands in the heap. */
  index: number;
}

/** When something is due for each of many: a binary heap, so that neither a change nor a look at the first is a scan. */
export class DueTimes {
  readonly #items = new Map<string, Item>();
  readonly #heap: Item[] = [];

  /** The earliest due time; null when there is none. */
  get earliest(): number | null {
    return this.#heap[0]?.due ?? null;
  }

  /** Null: nothing is due any more. */
  set(id: string, due: number | null): void {
    const known = this.#items.get(id);
    if (due === null) {
      if (known !== undefined) this.#remove(known);
      return;
    }
    const item = known ?? { id, due, index: this.#heap.length };
    if (known === undefined) {
      this.#items.set(id, item);
      this.#heap.push(item);
    }
    item.due = due;
    this.#settle(item);
  }

  /** Takes out those that are due by `now`, at most `limit`, earliest first. */
  take(now: number, limit: number): string[] {
    const taken: string[] = [];
    for (let [first] = this.#heap; first !== undefined && first.due <= now; [first] = this.#heap) {
      if (taken.length === limit) break;
      this.#remove(first);
      taken.push(first.id);
    }
    return taken;
  }

  #remove(item: Item): void {
    this.#items.delete(item.id);
    const last = this.#heap.pop();
    if (last === undefined || last === item) return;
    this.#put(last, item.index);
    this.#settle(last);
  }

  #settle(item: Item): void {
    const from = item.index;
    this.#rise(item);
    if (item.index === from) this.#sink(item);
  }

  #rise(item: Item): void {
    while (item.index > 0) {
      const at = item.index;
      const parent = this.#heap[(at - 1) >> 1];
      if (parent === undefined || !isBefore(item, parent)) return;
      this.#put(item, parent.index);
      this.#put(parent, at);
    }
  }

  #sink(item: Item): void {
    for (;;) {
      const at = item.index;
      const [left, right] = [this.#heap[2 * at + 1], this.#heap[2 * at + 2]];
      const child = right !== undefined && left !== undefined && isBefore(right, left) ? right : left;
      if (child === undefined || !isBefore(child, item)) return;
      this.#put(item, child.index);
      this.#put(child, at);
    }
  }

  #put(item: Item, index: number): void {
    this.#heap[index] = item;
    item.index = index;
  }
}

function isBefore(a: Item, b: Item): boolean {
  return a.due < b.due || (a.due === b.due && a.id < b.id);
}
