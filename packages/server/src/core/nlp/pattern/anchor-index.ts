import { anchorsOf } from './anchors-of.ts';

/** A turn looks at the same few texts with every expression. */
const MOST_TEXTS = 32;
const MAY_MATCH = 1;

/** Tells which of many expressions can match a text at all, by the words in it. */
export class AnchorIndex {
  readonly #added: string[] = [];
  #indexed = 0;
  #longest = 0;
  readonly #byAnchor = new Map<string, number[]>();
  readonly #withoutAnchors: number[] = [];
  readonly #texts = new Map<string, Uint8Array>();

  /** The number by which the expression is asked for. */
  add(source: string): number {
    return this.#added.push(source) - 1;
  }

  mayMatch(number: number, text: string): boolean {
    if (this.#indexed < this.#added.length) this.#index();
    let marks = this.#texts.get(text);
    if (marks === undefined) {
      marks = this.#mark(text);
      if (this.#texts.size >= MOST_TEXTS) this.#texts.clear();
      this.#texts.set(text, marks);
    }
    return marks[number] === MAY_MATCH;
  }

  #index(): void {
    this.#texts.clear();
    for (; this.#indexed < this.#added.length; this.#indexed++) {
      const anchors = anchorsOf(this.#added[this.#indexed] ?? '');
      if (anchors === null) this.#withoutAnchors.push(this.#indexed);
      for (const anchor of anchors ?? []) {
        this.#longest = Math.max(this.#longest, anchor.length);
        const numbers = this.#byAnchor.get(anchor);
        if (numbers === undefined) this.#byAnchor.set(anchor, [this.#indexed]);
        else numbers.push(this.#indexed);
      }
    }
  }

  /** Looks up every beginning of every word, and the word with the space after it. */
  #mark(text: string): Uint8Array {
    const marks = new Uint8Array(this.#added.length);
    for (const number of this.#withoutAnchors) marks[number] = MAY_MATCH;
    for (let space = text.indexOf(' '); space !== -1; space = text.indexOf(' ', space + 1)) {
      const next = text.indexOf(' ', space + 1);
      const end = Math.min(next === -1 ? text.length : next + 1, space + 1 + this.#longest);
      for (let to = space + 2; to <= end; to++) {
        for (const number of this.#byAnchor.get(text.slice(space + 1, to)) ?? []) marks[number] = MAY_MATCH;
      }
    }
    return marks;
  }
}
