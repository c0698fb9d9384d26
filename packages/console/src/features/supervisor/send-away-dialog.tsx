import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { announce } from '../../lib/announcer.ts';
import { staff } from '../../lib/baton.ts';
import { deskAfter } from '../../lib/desk.ts';
import { messages } from '../../lib/messages.ts';
import { deskQuery } from '../../lib/queries.ts';
import type { OperatorNow } from './board-model.ts';
import { leadRefusalText } from './wait-text.ts';

/** Sets an operator offline who has forgotten to go (H6.6): what he holds is queued again. */
export function SendAwayDialog({ now, onClose }: { now: OperatorNow; onClose: () => void }) {
  const cache = useQueryClient();
  const { operator, holds } = now;
  const texts = messages.supervisor;
  const sending = useMutation({
    mutationFn: () => staff.setPresence(operator.id, 'offline'),
    onSuccess: (presence) => {
      cache.setQueryData(deskQuery.queryKey, (desk) =>
        desk === undefined
          ? desk
          : deskAfter(desk, { type: 'operator', operator: { ...operator, presence } }),
      );
      announce(texts.awayDone(operator.name));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      title={texts.awayTitle(operator.name)}
      act={texts.awaySubmit}
      pending={sending.isPending}
      fault={sending.error === null ? null : leadRefusalText(sending.error)}
      onAct={() => sending.mutate()}
      onClose={onClose}
    >
      <p>{holds.length === 0 ? texts.awayIdle : texts.awayHolding(holds.length)}</p>
      <p>{texts.awayBack}</p>
    </ConfirmDialog>
  );
}
