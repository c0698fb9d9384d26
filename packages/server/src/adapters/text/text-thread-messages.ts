import type { TextAnalysis } from '../../ports/text-analyser.ts';

export interface TextThreadData {
  /** ISO 3166-1 alpha-2 of the country whose phone numbers are written without a prefix; null for none. */
  readonly country: string | null;
  /** ISO 639-1: what customers write in. */
  readonly languages: readonly string[];
}

export interface TextThreadRequest {
  readonly id: number;
  readonly texts: readonly string[];
}

export interface TextThreadAnswer {
  readonly id: number;
  readonly analysis: TextAnalysis;
}
