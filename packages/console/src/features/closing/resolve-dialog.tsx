import type { Handoff } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { FIELD, TextArea } from '../../components/text-field.tsx';
import { baton } from '../../lib/baton.ts';
import { DEFAULT_DISPOSITIONS, dispositionText } from '../../lib/dispositions.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { departmentsQuery } from '../../lib/queries.ts';
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
  const choices = useDispositions(handoff.requirements.department);
  const [chosen, setChosen] = useState<string | null>(null);
  const disposition = chosen !== null && choices.includes(chosen) ? chosen : (choices[0] ?? '');
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
            onChange={(event) => setChosen(event.target.value)}
            className={`${FIELD} h-10`}
          >
            {choices.map((each) => (
              <option key={each} value={each}>
                {dispositionText(each)}
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

/** Those of the department, in its order: the first is chosen at first. */
function useDispositions(department: string): readonly string[] {
  const { data: departments = [] } = useQuery(departmentsQuery);
  return departments.find(({ id }) => id === department)?.policy.dispositions ?? DEFAULT_DISPOSITIONS;
}
