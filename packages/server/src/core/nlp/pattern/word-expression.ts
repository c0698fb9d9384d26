import { AnchorIndex } from './anchor-index.ts';

const index = new AnchorIndex();

/**
 * An expression over words with one space between and around them, that is only run on texts with a word it needs.
 * Engines compile an expression when it first runs. The hundreds of the embedded rules take a fifth of a second and
 * 20 MB together, and what one server's customers write needs few of them.
 */
export class WordExpression extends RegExp {
  /** Splitting a text by an expression makes another of it, with flags. */
  static override get [Symbol.species](): RegExpConstructor {
    return RegExp;
  }

  readonly #number: number;

  constructor(source: string) {
    super(source);
    this.#number = index.add(source);
  }

  override exec(text: string): RegExpExecArray | null {
    return index.mayMatch(this.#number, text) ? super.exec(text) : null;
  }

  override test(text: string): boolean {
    return this.exec(text) !== null;
  }
}
