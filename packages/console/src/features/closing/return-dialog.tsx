import { useRef, useState } from 'react';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { TextArea } from '../../components/text-field.tsx';
import { baton } from '../../lib/baton.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { ClosingActions } from './closing-actions.tsx';
import { OpenPromises } from './open-promises.tsx';
import type { ClosingDialogProps } from './resolve-dialog.tsx';
import { useClosing } from './use-closing.ts';

/** Hands the conversation back; the AI is told what was agreed as a fact (H8.4). */
export function ReturnDialog({ handoff, open, onClose }: ClosingDialogProps) {
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
          rows={4}
        />
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
