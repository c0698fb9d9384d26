/* Apart from the schemas, so that a page that needs these does not load all of those. */

/** What an operator's answer may become. */
export const CANDIDATE_KINDS = ['article', 'canned_response', 'guideline'] as const;
export type CandidateKind = (typeof CANDIDATE_KINDS)[number];
