/**
 * Small numbers for names, held as long as somebody uses them: requests may name anything, and a number that
 * nobody holds is given to another name.
 */
export class NameTable {
  readonly #known = new Map<string, { readonly number: number; holders: number }>();
  readonly #free: number[] = [];

  /** The name's number, from 0. Each call is paired with one of `release`. */
  hold(name: string): number {
    const known = this.#known.get(name);
    if (known !== undefined) {
      known.holders += 1;
      return known.number;
    }
    const number = this.#free.pop() ?? this.#known.size;
    this.#known.set(name, { number, holders: 1 });
    return number;
  }

  release(name: string): void {
    const known = this.#known.get(name);
    if (known === undefined) throw new Error(`nobody holds the name '${name}'`);
    known.holders -= 1;
    if (known.holders > 0) return;
    this.#known.delete(name);
    this.#free.push(known.number);
  }
}
