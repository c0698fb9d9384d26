import type { Detail } from '../core/nlp/extract/find-details.ts';
import type { LanguageGuess } from '../core/nlp/language/choose-language.ts';

/** What libraries find in a customer's texts. */
export interface TextAnalysis {
  /** Of all of them together; null when it cannot be told. */
  readonly language: LanguageGuess | null;
  /** By text, in order. */
  readonly details: readonly (readonly Detail[])[];
}

/** Port: looks at texts with what is too large or too slow for the event loop. */
export interface TextAnalyser extends AsyncDisposable {
  /** Null when it does not answer in time: patterns and small words have to do then. Never rejects. */
  analyse(texts: readonly string[]): Promise<TextAnalysis | null>;
}
