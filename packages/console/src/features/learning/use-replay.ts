import type { CandidateReplay } from '@baton/protocol';
import type { UseMutationResult } from '@tanstack/react-query';
import { useMutation } from '@tanstack/react-query';
import { knowledge } from '../../lib/baton.ts';

export type Replay = UseMutationResult<CandidateReplay, Error, void>;

/** What approval would change, asked for when somebody wants to see it: it may take seconds. */
export function useReplay(id: string): Replay {
  return useMutation({ mutationFn: () => knowledge.replayCandidate(id) });
}
