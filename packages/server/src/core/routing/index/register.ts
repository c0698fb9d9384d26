/**
 * Records by id. What was found last is found again without a look-up: what happens to a need or an operator comes
 * in rows, and in a table of a hundred thousand ids each look-up waits for memory.
 */
export class Register<T> {
  readonly #records = new Map<string, T>();
  #lastId: string | null = null;
  #last: T | undefined = undefined;

  get(id: string): T | undefined {
    if (id === this.#lastId) return this.#last;
    const found = this.#records.get(id);
    if (found === undefined) return undefined;
    this.recall(id, found);
    return found;
  }

  /** A record that is found next, and how it was come by makes a look-up needless. */
  recall(id: string, record: T): void {
    this.#lastId = id;
    this.#last = record;
  }

  set(id: string, record: T): void {
    this.#records.set(id, record);
    this.recall(id, record);
  }

  delete(id: string): void {
    this.#records.delete(id);
    if (id !== this.#lastId) return;
    this.#lastId = null;
    this.#last = undefined;
  }
}
