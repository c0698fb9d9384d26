import type { Handoff } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { applyAnswer } from '../lib/apply-frame.ts';
import { baton } from '../lib/baton.ts';
import { useOperator } from '../lib/operator.ts';
import { refusalText } from '../lib/refusal-text.ts';

/** What one click does to the handoff. */
export function useConversationActs({ id, session_id: sessionId }: Handoff, onMine: () => void) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { actAs } = useOperator();
  const accepting = useMutation({
    mutationFn: () => baton.accept(id, actAs),
    onSuccess: (detail) => {
      applyAnswer(cache, detail);
      onMine();
    },
  });
  const takingOver = useMutation({
    mutationFn: ({ force }: { force: boolean }) => baton.takeOver(sessionId, { ...actAs, force }),
    onSuccess: async (detail) => {
      applyAnswer(cache, detail);
      onMine();
      // After an end it is another handoff of the same conversation.
      if (detail.id !== id)
        await navigate({ to: '/handoffs/$handoffId', params: { handoffId: detail.id }, search: true });
    },
  });
  const keeping = useMutation({
    mutationFn: () => baton.keep(id, actAs),
    onSuccess: (detail) => applyAnswer(cache, detail),
  });
  return {
    accept: () => {
      if (!accepting.isPending) accepting.mutate();
    },
    accepting: accepting.isPending,
    acceptFault: accepting.error === null ? null : refusalText(accepting.error),
    takeOver: (how: { force: boolean }) => {
      if (!takingOver.isPending) takingOver.mutate(how);
    },
    takingOver: takingOver.isPending,
    takeOverFault: takingOver.error === null ? null : refusalText(takingOver.error),
    keep: () => keeping.mutate(),
    keeping: keeping.isPending,
  };
}
