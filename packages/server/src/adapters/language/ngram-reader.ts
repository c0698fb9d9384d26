const BEGINNING = 'ngrams:{';
const QUOTE = 0x27;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const MOST_CHARACTERS = 6;

/**
 * Reads the n-grams of a module like `…ngrams:{'abc ':{11:57,37:60},…}`, one by one and character by character:
 * by expressions it would leave 50 MB behind. Throws a SyntaxError where the module is written in another way.
 */
export class NgramReader {
  readonly #source: string;
  #at: number;

  constructor(source: string) {
    const beginning = source.indexOf(BEGINNING);
    if (beginning === -1) throw fault(0);
    this.#source = source;
    this.#at = beginning + BEGINNING.length;
  }

  /** There is one more. */
  get more(): boolean {
    return this.#code !== CLOSE;
  }

  /** The next one, as `ngramNumber` makes it. */
  ngram(): number {
    let ngram = '';
    const quoted = this.#took(QUOTE);
    while (this.#code !== (quoted ? QUOTE : COLON)) {
      if (quoted) this.#took(BACKSLASH);
      if (ngram.length === MOST_CHARACTERS || this.#at >= this.#source.length) throw fault(this.#at);
      ngram += this.#source[this.#at++] ?? '';
    }
    if (quoted) this.#take(QUOTE);
    this.#take(COLON);
    const number = ngramNumber(ngram);
    if (Number.isNaN(number)) throw fault(this.#at);
    return number;
  }

  /** After `ngram`: what it says of languages, told pair by pair. */
  scores(tell: (language: number, score: number) => void): void {
    this.#take(OPEN);
    do {
      const language = this.#byte();
      this.#take(COLON);
      tell(language, this.#byte());
    } while (this.#took(COMMA));
    this.#take(CLOSE);
    if (this.more) this.#take(COMMA);
  }

  get #code(): number {
    return this.#source.charCodeAt(this.#at);
  }

  #byte(): number {
    const from = this.#at;
    let number = 0;
    for (let code = this.#code; code >= 0x30 && code <= 0x39; code = this.#code) {
      number = number * 10 + code - 0x30;
      this.#at++;
    }
    if (this.#at === from || number > 0xff) throw fault(from);
    return number;
  }

  #took(code: number): boolean {
    if (this.#code !== code) return false;
    this.#at++;
    return true;
  }

  #take(code: number): void {
    if (!this.#took(code)) throw fault(this.#at);
  }
}

/** An n-gram has up to six characters below U+0100, and so is a number below 2^48; NaN for what is none. */
export function ngramNumber(ngram: string): number {
  if (ngram.length > MOST_CHARACTERS) return Number.NaN;
  let number = 0;
  for (let at = 0; at < ngram.length; at++) {
    const code = ngram.charCodeAt(at);
    if (code > 0xff) return Number.NaN;
    number = number * 0x100 + code;
  }
  return number;
}

function fault(at: number): SyntaxError {
  return new SyntaxError(`the n-grams are not written as expected, at ${at}`);
}
