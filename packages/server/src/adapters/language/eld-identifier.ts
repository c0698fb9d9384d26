import type { LanguageGuess, LanguageIdentifier } from '../../core/nlp/language/choose-language.ts';

/** What is used of a detector of the package `eld`. */
interface Detector {
  detect(text: string): { getScores(): Record<string, number>; isReliable(): boolean };
}

/** How far the best language must lead among those allowed: below it, related languages are told apart by chance. */
const LEAD = 0.025;

/**
 * Identifies languages by the n-grams of `eld`'s small set. The set takes half a second and about 100 MB to load, so
 * it is loaded when first asked for, beside everything else: until it is there, `identifier` is null and the small
 * words of guess-language.ts decide.
 */
export class EldIdentifier {
  #detector: Detector | null = null;
  #loading: Promise<void> | null = null;

  /** Starts loading; resolves when it is done. A second call waits for the first. */
  load(): Promise<void> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async #load(): Promise<void> {
    const { eld } = await import('eld/small');
    this.#detector = eld;
  }

  get identifier(): LanguageIdentifier | null {
    const detector = this.#detector;
    return detector === null ? null : (text, allowed) => identify(detector, text, allowed);
  }
}

function identify(detector: Detector, text: string, allowed: readonly string[]): LanguageGuess | null {
  const result = detector.detect(text);
  const ranked = Object.entries(result.getScores())
    .filter(([language]) => allowed.length === 0 || allowed.includes(language))
    .toSorted(([, a], [, b]) => b - a);
  const [best, second] = ranked;
  if (best === undefined) return null;
  const lead = best[1] - (second?.[1] ?? 0);
  return { language: best[0], confident: lead >= LEAD && (allowed.length > 0 || result.isReliable()) };
}
