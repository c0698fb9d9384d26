import { useMutation, useQueryClient } from '@tanstack/react-query';
import { applyAnswer } from './apply-frame.ts';
import { baton } from './baton.ts';
import { useOperator } from './operator.ts';
import { refusalText } from './refusal-text.ts';

/** Takes a handoff that waits, whatever page one is on. */
export function useAcceptHandoff(
  handoffId: string,
  onAccepted: () => void,
): { accept: () => void; pending: boolean; fault: string | null } {
  const cache = useQueryClient();
  const { actAs } = useOperator();
  const accepting = useMutation({
    mutationFn: () => baton.accept(handoffId, actAs),
    onSuccess: (detail) => {
      applyAnswer(cache, detail);
      onAccepted();
    },
  });
  return {
    accept: () => {
      if (!accepting.isPending) accepting.mutate();
    },
    pending: accepting.isPending,
    fault: accepting.error === null ? null : refusalText(accepting.error),
  };
}
