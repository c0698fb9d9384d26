interface Entry<T> {
  readonly at: number;
  /** Of two at the same time, the one put down first comes first. */
  readonly order: number;
  readonly what: T;
}

/** What is going to happen, taken out in order of time. */
export class Agenda<T> {
  readonly #heap: Entry<T>[] = [];
  #order = 0;

  add(at: number, what: T): void {
    const entry = { at, order: (this.#order += 1), what };
    let place = this.#heap.push(entry) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = this.#heap[parent];
      if (above === undefined || !before(entry, above)) break;
      this.#heap[place] = above;
      place = parent;
    }
    this.#heap[place] = entry;
  }

  next(): { readonly at: number; readonly what: T } | null {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first === undefined || last === undefined) return null;
    if (this.#heap.length > 0) this.#sink(last);
    return first;
  }

  #sink(entry: Entry<T>): void {
    let place = 0;
    for (;;) {
      const [left, right] = [this.#heap[2 * place + 1], this.#heap[2 * place + 2]];
      if (left === undefined) break;
      const [least, at] =
        right !== undefined && before(right, left) ? [right, 2 * place + 2] : [left, 2 * place + 1];
      if (!before(least, entry)) break;
      this.#heap[place] = least;
      place = at;
    }
    this.#heap[place] = entry;
  }
}

function before<T>(a: Entry<T>, b: Entry<T>): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
