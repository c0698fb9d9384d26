/** What a rule made of one clause. */
export interface ClauseScore {
  readonly score: number;
  readonly rule: string;
  /** ISO 639-1. */
  readonly language: string;
}

/**
 * What the rules made of a clause: a request; one that is negated (`refused`); one that is asked about or told of
 * (`doubtful`); or nothing.
 */
export type RuleVerdict = ClauseScore | 'refused' | 'doubtful' | null;
