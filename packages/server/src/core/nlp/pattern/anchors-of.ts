import { Run, bestAnchors, either } from './matched-text.ts';
import type { MatchedText } from './matched-text.ts';

const NOTHING: MatchedText = { exact: [''], anchors: null, toSpace: false };
const ANYTHING: MatchedText = { exact: null, anchors: null, toSpace: false };

/** Characters that stand for themselves, as far as no count follows. */
const LITERAL = /[^\\^$.*+?()[\]{}|]+(?![*+?{])/y;
const COUNT = /(?:[*+?]|\{\d+(?:,\d*)?\})\??/y;
const OPENING = /\?(?:<?[=!]|:|<\w+>)/y;

/**
 * Beginnings of words, one of which begins a word in every text that the expression matches; one that ends in a space
 * is a whole word. Null when none can be told. Reads expressions without flags over words with one space between
 * them. It may name too much, never too little.
 */
export function anchorsOf(source: string): readonly string[] | null {
  const reader = new Reader(source);
  const text = reader.alternatives(false);
  return reader.atEnd ? bestAnchors(text, false) : null;
}

/** Reads an expression from left to right. `spaced`: what is read stands after a space. */
class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  get atEnd(): boolean {
    return this.#at === this.#source.length;
  }

  alternatives(spaced: boolean): MatchedText {
    const texts = [this.#sequence(spaced)];
    while (this.#take('|')) texts.push(this.#sequence(spaced));
    return either(texts, spaced);
  }

  #sequence(spaced: boolean): MatchedText {
    const run = new Run(spaced);
    while (!this.atEnd && this.#source[this.#at] !== '|' && this.#source[this.#at] !== ')') {
      const text = this.#literal() ?? this.#atom(run.toSpace);
      const count = this.#sticky(COUNT);
      if (count === null) run.add(text);
      else if (/^[*?]|^\{0/.test(count)) run.addOptional(text);
      else run.addRepeated(text);
    }
    return run.end();
  }

  #literal(): MatchedText | null {
    const text = this.#sticky(LITERAL);
    return text === null ? null : { exact: [text], anchors: null, toSpace: false };
  }

  #atom(spaced: boolean): MatchedText {
    const character = this.#source[this.#at++] ?? '';
    switch (character) {
      case '(':
        return this.#group(spaced);
      case '[':
        return this.#class();
      case '^':
      case '$':
        return NOTHING;
      case '.':
        return ANYTHING;
      case '\\':
        return escaped(this.#source[this.#at++] ?? '');
      default:
        return { exact: [character], anchors: null, toSpace: false };
    }
  }

  /** Assertions match no text of their own: what stands before them and after them meets. */
  #group(spaced: boolean): MatchedText {
    const asserts = /[=!]$/.test(this.#sticky(OPENING) ?? '');
    const inner = this.alternatives(spaced && !asserts);
    this.#take(')');
    return asserts ? NOTHING : inner;
  }

  #class(): MatchedText {
    while (!this.atEnd && !this.#take(']')) this.#at += this.#source[this.#at] === '\\' ? 2 : 1;
    return ANYTHING;
  }

  #sticky(expression: RegExp): string | null {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#source)?.[0] ?? null;
    this.#at += found?.length ?? 0;
    return found;
  }

  #take(character: string): boolean {
    if (this.#source[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }
}

function escaped(character: string): MatchedText {
  if (character === 'b' || character === 'B') return NOTHING;
  return /\w/.test(character) ? ANYTHING : { exact: [character], anchors: null, toSpace: false };
}
