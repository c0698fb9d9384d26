/** What a rule made of one clause. */
export interface ClauseScore {
  readonly score: number;
  readonly rule: string;
  /** ISO 639-1. */
  readonly language: string;
}
