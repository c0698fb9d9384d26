import type { Handoff } from '@baton/protocol';
import { useId, useRef, useState } from 'react';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { FIELD, TextArea } from '../../components/text-field.tsx';
import { baton } from '../../lib/baton.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { ClosingActions } from './closing-actions.tsx';
import { OpenPromises } from './open-promises.tsx';
import { useClosing } from './use-closing.ts';

export interface ClosingDialogProps {
  handoff: Handoff;
  open: boolean;
  onClose: () => void;
}

/** How it ended, and what was agreed. */
export function ResolveDialog({ handoff, open, onClose }: ClosingDialogProps) {
  const id = useId();
  const select = useRef<HTMLSelectElement>(null);
  const { actAs } = useOperator();
  const [disposition, setDisposition] = useState('solved');
  const [outcome, setOutcome] = useState('');
  const [keeping, setKeeping] = useState(false);
  const { run, pending, fault } = useClosing(
    () =>
      baton.resolve(handoff.id, {
        ...actAs,
        disposition,
        outcome: outcome.trim() || null,
        keep_commitments: keeping,
      }),
    onClose,
  );
  return (
    <DialogFrame open={open} onClose={onClose} title={messages.closing.resolveTitle} initialFocus={select}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          run(null);
        }}
      >
        <div className="grid gap-1.5">
          <label htmlFor={id} className="text-sm font-medium">
            {messages.closing.disposition}
          </label>
          <select
            ref={select}
            id={id}
            value={disposition}
            onChange={(event) => setDisposition(event.target.value)}
            className={`${FIELD} h-10`}
          >
            {Object.entries(messages.closing.dispositions).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <TextArea
          label={messages.closing.agreed}
          hint={messages.closing.agreedHintResolve}
          value={outcome}
          onChange={(event) => setOutcome(event.target.value)}
          maxLength={4000}
          rows={3}
        />
        <OpenPromises count={handoff.commitments_open} keeping={keeping} onKeep={setKeeping} />
        <ClosingActions
          submit={messages.closing.resolve}
          pending={pending}
          fault={fault}
          onCancel={onClose}
        />
      </form>
    </DialogFrame>
  );
}
