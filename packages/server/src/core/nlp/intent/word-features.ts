import { foldText } from '../fold-text.ts';
import { stem } from '../stem.ts';
import { tokenise } from '../tokenise.ts';

/** The words of a text that any example has: which, and how much each counts. Of length one, if there are any. */
export interface Words {
  readonly places: Uint32Array;
  readonly values: Float32Array;
}

/** Words beyond it share places; with 2,048 places nothing was lost on 150 intents. */
const MOST_PLACES = 4096;
/** Owners times places: 32 MB of weights. */
const MOST_WEIGHTS = 8_000_000;
const FEWEST_PLACES = 64;
/** A message's later words are left out. */
const MOST_WORDS = 200;

/** The words of the examples, the rarer the heavier. */
export class WordFeatures {
  readonly count: number;
  readonly #weights: ReadonlyMap<string, number>;
  readonly #places: ReadonlyMap<string, number>;

  constructor(texts: readonly string[], owners: number) {
    const having = new Map<string, number>();
    for (const text of texts) for (const word of stemsOf(text)) having.set(word, (having.get(word) ?? 0) + 1);
    const most = Math.min(MOST_PLACES, Math.max(FEWEST_PLACES, Math.floor(MOST_WEIGHTS / owners)));
    this.count = Math.min(most, having.size);
    this.#weights = new Map(
      Array.from(having, ([word, count]) => [word, Math.log(1 + texts.length / (1 + count))]),
    );
    this.#places = new Map(Array.from(having.keys(), (word, index) => [word, index % most]));
  }

  of(text: string): Words {
    const known = [...stemsOf(text)].filter((word) => this.#places.has(word));
    const values = Float32Array.from(known, (word) => this.#weights.get(word) ?? 0);
    const size = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1;
    return {
      places: Uint32Array.from(known, (word) => this.#places.get(word) ?? 0),
      values: values.map((value) => value / size),
    };
  }
}

function stemsOf(text: string): Set<string> {
  return new Set(tokenise(foldText(text)).slice(0, MOST_WORDS).map(stem));
}
