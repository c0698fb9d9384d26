import { readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { LanguageGuess, LanguageIdentifier } from '../../core/nlp/language/choose-language.ts';
import { NgramTable } from './ngram-table.ts';
import type { LanguageScores } from './ngram-table.ts';

/** What is used of a detector of the package `eld`. */
interface Detector {
  detect(text: string): { getScores(): Record<string, number>; isReliable(): boolean };
}

/** The package's own module that makes detectors, on n-grams that it is given. */
interface DetectorModule {
  readonly createEld: () => { instance: Detector; loadData: (data: DetectorData) => void };
}

interface DetectorData {
  readonly type: string;
  /** Codes of languages, by their numbers. */
  readonly languages: Readonly<Record<number, string>>;
  readonly ngrams: Readonly<Record<string, LanguageScores>>;
}

/** How far the best language must lead among those allowed: below it, related languages are told apart by chance. */
const LEAD = 0.025;

/**
 * Identifies languages by the n-grams of `eld`'s small set. Reading the set takes a fifth of a second, so it is read
 * when first asked for, beside everything else: until it is there, `identifier` is null and the small words of
 * guess-language.ts decide.
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
    this.#detector = await loadDetector();
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

/**
 * A detector on packed n-grams. The package's entry would bring the n-grams as objects and cannot be given others, so
 * its two modules are taken by their files.
 */
async function loadDetector(): Promise<Detector> {
  const manifest = findPackageJSON('eld', import.meta.url);
  if (manifest === undefined) throw new Error('the package eld is not installed');
  const root = pathToFileURL(manifest);
  const [source, { createEld }] = await Promise.all([
    readFile(new URL('src/ngrams/small.js', root), 'utf8'),
    import(new URL('src/languageDetector.js', root).href) as Promise<DetectorModule>,
  ]);
  const { instance, loadData } = createEld();
  const table = new NgramTable(source);
  const ngrams = new Proxy<Record<string, LanguageScores>>(
    {},
    { get: (_none, ngram) => (typeof ngram === 'string' ? table.scoresOf(ngram) : undefined) },
  );
  loadData({ type: 'S60', languages: languagesIn(source), ngrams });
  return instance;
}

/** Out of `languages:{0:'am',1:'ar',…}`. */
function languagesIn(source: string): Record<number, string> {
  const list = /languages:\{([^{}]*)\}/.exec(source)?.[1] ?? '';
  return Object.fromEntries([...list.matchAll(/(\d+):'(\w+)'/g)].map(([, number, code]) => [number, code]));
}
