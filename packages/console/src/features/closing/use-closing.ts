import type { HandoffDetail } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { applyAnswer } from '../../lib/apply-frame.ts';
import { refusalText } from '../../lib/refusal-text.ts';

/** Ends a stretch: runs the request, shows its answer, and keeps what was written when it is refused. */
export function useClosing<T>(
  request: (given: T) => Promise<HandoffDetail>,
  onDone: () => void,
): { run: (given: T) => void; pending: boolean; fault: string | null } {
  const cache = useQueryClient();
  const closing = useMutation({
    mutationFn: request,
    onSuccess: (detail) => {
      applyAnswer(cache, detail);
      onDone();
    },
  });
  return {
    run: closing.mutate,
    pending: closing.isPending,
    fault: closing.error === null ? null : refusalText(closing.error),
  };
}
