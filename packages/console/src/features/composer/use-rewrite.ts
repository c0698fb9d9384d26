import type { Rewrite } from '@baton/protocol';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { assist } from '../../lib/baton.ts';
import type { Draft } from '../../lib/drafts.ts';
import { useOperator } from '../../lib/operator.ts';

export interface RewriteState {
  running: boolean;
  error: Error | null;
  /** `done`: the draft is the model's. `changed`: somebody went on typing, and the draft was left alone. */
  phase: 'idle' | 'done' | 'changed';
  run: (how: Rewrite) => void;
  /** The draft as it was before. */
  undo: () => void;
  /** What was said of the last rewriting is out of date. */
  forget: () => void;
}

/** Puts a draft in other words. What it was before can be had again; what was typed meanwhile is not touched. */
export function useRewrite(handoffId: string, draft: Draft): RewriteState {
  const { actAs } = useOperator();
  const [undone, setUndone] = useState<{ before: string; after: string } | null>(null);
  const [changed, setChanged] = useState(false);
  const { mutate, reset, isPending, error } = useMutation({
    mutationFn: ({ text, how }: { text: string; how: Rewrite }) =>
      assist.rewrite(handoffId, { ...actAs, text, how }),
    onSuccess: ({ text: after }, { text: before }) => {
      const now = draft.now();
      if (now.trim() !== before) return setChanged(true);
      setUndone({ before: now, after });
      draft.write(after);
    },
  });
  const forget = (): void => {
    setUndone(null);
    setChanged(false);
    reset();
  };
  return {
    running: isPending,
    error,
    phase: changed ? 'changed' : undone?.after === draft.text ? 'done' : 'idle',
    run: (how) => {
      if (isPending || draft.text.trim() === '') return;
      forget();
      mutate({ text: draft.text.trim(), how });
    },
    undo: () => {
      if (undone !== null) draft.write(undone.before);
      forget();
    },
    forget,
  };
}
