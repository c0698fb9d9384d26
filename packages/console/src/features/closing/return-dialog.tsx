import type { HandoffDetail } from '@baton/protocol';
import { useRef, useState } from 'react';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { TextArea } from '../../components/text-field.tsx';
import { baton } from '../../lib/baton.ts';
import type { EventLog } from '../../lib/event-log.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { ClosingActions } from './closing-actions.tsx';
import { OpenPromises } from './open-promises.tsx';
import type { ClosingDialogProps } from './resolve-dialog.tsx';
import { ReturnPreview } from './return-preview.tsx';
import { useClosing } from './use-closing.ts';

interface ReturnDialogProps extends ClosingDialogProps {
  /** Null until it has been read. */
  detail: HandoffDetail | null;
  log: EventLog;
}

/** Hands the conversation back, and shows what the AI will be told: facts, of which what was agreed is written here (H8.4). */
export function ReturnDialog({ handoff, detail, log, open, onClose }: ReturnDialogProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const { actAs } = useOperator();
  const [outcome, setOutcome] = useState('');
  const [keeping, setKeeping] = useState(false);
  const { run, pending, fault } = useClosing(
    () =>
      baton.returnToAi(handoff.id, {
        ...actAs,
        outcome: outcome.trim() || null,
        keep_commitments: keeping,
      }),
    onClose,
  );
  return (
    <DialogFrame open={open} onClose={onClose} title={messages.closing.returnTitle} initialFocus={field}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          run(null);
        }}
      >
        <TextArea
          ref={field}
          label={messages.closing.agreed}
          hint={messages.closing.agreedHintReturn}
          value={outcome}
          onChange={(event) => setOutcome(event.target.value)}
          maxLength={4000}
          rows={3}
        />
        {detail !== null && open && <ReturnPreview detail={detail} log={log} outcome={outcome} />}
        <OpenPromises count={handoff.commitments_open} keeping={keeping} onKeep={setKeeping} />
        <ClosingActions
          submit={messages.closing.returnToAi}
          pending={pending}
          fault={fault}
          onCancel={onClose}
        />
      </form>
    </DialogFrame>
  );
}
