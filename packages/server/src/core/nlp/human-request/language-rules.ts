/** The rules of one language besides English, over words without accents. */
export interface LanguageRules {
  readonly language: string;
  /** The words for a person who could help. */
  readonly person: string;
  readonly requests: readonly string[];
  /** Nothing but the noun, with courtesies. */
  readonly bare: string;
  readonly blocks: readonly string[];
  readonly negations: readonly string[];
  readonly restart: string;
}
