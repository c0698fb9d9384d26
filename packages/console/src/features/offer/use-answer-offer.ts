import type { HandoffDetail } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { applyAnswer } from '../../lib/apply-frame.ts';
import { baton } from '../../lib/baton.ts';
import { useOperator } from '../../lib/operator.ts';
import { refusalText } from '../../lib/refusal-text.ts';

/** Yes or no to an offer. */
export function useAnswerOffer(
  handoffId: string,
  onAccepted: () => void,
): { answer: (how: 'accept' | 'decline') => void; pending: boolean; fault: string | null } {
  const cache = useQueryClient();
  const { actAs } = useOperator();
  const answering = useMutation({
    mutationFn: (how: 'accept' | 'decline'): Promise<HandoffDetail> =>
      how === 'accept' ? baton.accept(handoffId, actAs) : baton.decline(handoffId, actAs),
    onSuccess: (detail, how) => {
      applyAnswer(cache, detail);
      if (how === 'accept') onAccepted();
    },
  });
  return {
    answer: (how) => {
      if (!answering.isPending) answering.mutate(how);
    },
    pending: answering.isPending,
    fault: answering.error === null ? null : refusalText(answering.error),
  };
}
