/** What is known of the text that a part of an expression matches. */
export interface MatchedText {
  /** All that it can be; null when that is too much to list. */
  readonly exact: readonly string[] | null;
  /** Beginnings of words, one of which begins a word in it; null when there is no such list. */
  readonly anchors: readonly string[] | null;
  /** Where `exact` is null: it always ends in a space. */
  readonly toSpace: boolean;
}

const MOST_EXACT = 60;

/** The text of parts that follow one another. */
export class Run {
  /** All that the text can be since its last part that could not be listed. */
  #exact: readonly string[] = [''];
  #anchors: readonly string[] | null = null;
  #broken = false;
  /** What is listed stands after a space. */
  #spaced: boolean;

  constructor(spaced: boolean) {
    this.#spaced = spaced;
  }

  /** What comes next stands after a space. */
  get toSpace(): boolean {
    return this.#exact.every((text) => (text === '' ? this.#spaced : text.endsWith(' ')));
  }

  add(text: MatchedText): void {
    const { exact } = text;
    if (exact !== null && exact.length * this.#exact.length <= MOST_EXACT) {
      this.#exact = this.#exact.flatMap((before) => exact.map((after) => before + after));
      return;
    }
    const spaced = this.toSpace;
    this.#break(exact === null ? endsInSpace(text) : spaced);
    this.#offer(text.anchors);
    if (exact !== null) this.#exact = exact;
  }

  /** What may be left out tells nothing of the text but where it ends. */
  addOptional(text: MatchedText): void {
    this.#break(this.toSpace && endsInSpace(text));
  }

  addRepeated(text: MatchedText): void {
    this.#offer(bestAnchors(text, this.toSpace));
    this.#break(endsInSpace(text));
  }

  end(): MatchedText {
    if (!this.#broken) return { exact: this.#exact, anchors: null, toSpace: false };
    const toSpace = this.toSpace;
    this.#break(toSpace);
    return { exact: null, anchors: this.#anchors, toSpace };
  }

  #break(spaced: boolean): void {
    this.#offer(anchorsAmong(this.#exact, this.#spaced));
    this.#broken = true;
    this.#exact = [''];
    this.#spaced = spaced;
  }

  #offer(anchors: readonly string[] | null): void {
    this.#anchors = rarer(this.#anchors, anchors);
  }
}

/** The text of one of several alternatives. */
export function either(texts: readonly MatchedText[], spaced: boolean): MatchedText {
  const exact = texts.flatMap((text) => text.exact ?? []);
  if (exact.length <= MOST_EXACT && texts.every((text) => text.exact !== null))
    return { exact, anchors: null, toSpace: false };
  const anchors = texts.map((text) => bestAnchors(text, spaced));
  return {
    exact: null,
    anchors: anchors.includes(null) ? null : [...new Set(anchors.flatMap((each) => each ?? []))],
    toSpace: texts.every(endsInSpace),
  };
}

/** The anchors of a text; `spaced`: it stands after a space. */
export function bestAnchors({ exact, anchors }: MatchedText, spaced: boolean): readonly string[] | null {
  return exact === null ? anchors : anchorsAmong(exact, spaced);
}

function endsInSpace({ exact, toSpace }: MatchedText): boolean {
  return exact === null ? toSpace : exact.every((text) => text.endsWith(' '));
}

/** Of each text the longest word or beginning of one; null when a text has none. */
function anchorsAmong(texts: readonly string[], spaced: boolean): readonly string[] | null {
  const found = new Set<string>();
  for (const text of texts) {
    const words = (spaced ? ` ${text}` : text).match(/(?<= )[^ ]+ ?/g);
    if (words === null) return null;
    found.add(words.reduce((longest, word) => (word.length > longest.length ? word : longest)));
  }
  return [...found];
}

function rarer(one: readonly string[] | null, other: readonly string[] | null): readonly string[] | null {
  if (one === null || other === null) return one ?? other;
  return commonness(other) < commonness(one) ? other : one;
}

/** A letter more makes a beginning of a word about four times as rare. */
function commonness(anchors: readonly string[]): number {
  return anchors.reduce((sum, anchor) => sum + 4 ** -anchor.length, 0);
}
