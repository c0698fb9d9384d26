import type { Candidate, CandidateKind, CandidateState } from '@baton/protocol';

/** An operator's answer that the AI may learn. Times are microseconds since 1970. */
export interface CandidateRecord {
  readonly id: string;
  readonly createdAt: number;
  readonly kind: CandidateKind;
  readonly state: CandidateState;
  readonly agentId: string;
  readonly content: Candidate['content'];
  readonly source: Candidate['source'];
  readonly proposedBy: { readonly id: string; readonly name: string };
  readonly decidedBy: { readonly id: string; readonly name: string } | null;
  readonly decidedAt: number | null;
  /** What approval made. */
  readonly madeId: string | null;
}
