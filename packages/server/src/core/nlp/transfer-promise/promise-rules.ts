/** How one language promises that a person will come. Over folded words with one space between and around them. */
export interface PromiseRules {
  readonly language: string;
  readonly classes: Readonly<Record<string, string>>;
  readonly promises: readonly string[];
  /** A sentence with one of these offers, asks, explains or declines: it promises nothing. */
  readonly harmless: readonly string[];
}
