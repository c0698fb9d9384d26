import type { CandidateContent, CandidateKind } from '@baton/protocol';

/** A question and a person's answer, without what is about one customer alone. All of it is data. */
export interface ContentRequest {
  readonly kind: CandidateKind;
  readonly draft: CandidateContent;
  readonly signal: AbortSignal;
}

/** Port: says what may be learnt in words that hold for every customer. Rejects when it cannot: the draft stays then. */
export interface ContentWriter {
  write(request: ContentRequest): Promise<CandidateContent>;
}
