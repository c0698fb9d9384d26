import type { Handoff } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { applyAnswer } from '../../lib/apply-frame.ts';
import { baton } from '../../lib/baton.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { refusalText } from '../../lib/refusal-text.ts';
import { focusReply } from '../../lib/reply-focus.ts';
import { useShortcut } from '../../lib/shortcuts.ts';

interface TakeOverProps {
  sessionId: string;
  /** The colleague who holds it, from whom only a lead may take it; null where nobody does. */
  holder: Handoff['operator'];
}

/** Makes the conversation one's own: from the AI at once, from a colleague after a question. */
export function TakeOver({ sessionId, holder }: TakeOverProps) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { actAs } = useOperator();
  const [asking, setAsking] = useState(false);
  const texts = messages.sessions;
  const taking = useMutation({
    mutationFn: () => baton.takeOver(sessionId, { ...actAs, ...(holder !== null && { force: true }) }),
    onSuccess: (detail) => {
      applyAnswer(cache, detail);
      void cache.invalidateQueries({ queryKey: ['sessions'] });
      focusReply(detail.id);
      void navigate({ to: '/handoffs/$handoffId', params: { handoffId: detail.id }, search: {} });
    },
  });
  const start = (): void => {
    if (holder !== null) setAsking(true);
    else if (!taking.isPending) taking.mutate();
  };
  useShortcut('a', start, texts.takeOver);
  const fault = taking.error === null ? null : refusalText(taking.error);
  return (
    <>
      {!asking && fault !== null && (
        <p role="alert" className="text-sm font-medium text-late">
          {fault}
        </p>
      )}
      <Button
        look="primary"
        onClick={start}
        disabled={taking.isPending}
        shortcut="a"
        className="h-9 px-4 max-sm:flex-1"
      >
        {holder === null ? texts.takeOver : texts.takeOverFrom(holder.name)}
      </Button>
      <ConfirmDialog
        open={asking}
        title={texts.takeOverFrom(holder?.name ?? '')}
        act={texts.takeOver}
        fault={fault}
        pending={taking.isPending}
        onAct={() => taking.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>{texts.takeOverWarning(holder?.name ?? '')}</p>
      </ConfirmDialog>
    </>
  );
}
