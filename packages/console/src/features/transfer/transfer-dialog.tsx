import type { Department, Operator } from '@baton/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Ref } from 'react';
import { useId, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { FIELD, TextArea } from '../../components/text-field.tsx';
import { applyAnswer } from '../../lib/apply-frame.ts';
import { baton } from '../../lib/baton.ts';
import type { Desk } from '../../lib/desk.ts';
import { EMPTY_DESK } from '../../lib/desk.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { operatorsQuery } from '../../lib/directory-queries.ts';
import { departmentsQuery, deskQuery } from '../../lib/queries.ts';
import { refusalText } from '../../lib/refusal-text.ts';
import { colleaguesIn } from './colleagues.ts';

interface TransferDialogProps {
  handoffId: string;
  /** Where it is now. */
  department: string;
  open: boolean;
  onClose: () => void;
}

interface Draft {
  department: string;
  person: string;
  note: string;
}

interface Target {
  department: string;
  operator_id: string | null;
  note: string | null;
}

/** Passes a conversation to a department, or to one person of it who is here (H3.5). What was written stays when it is
 * closed; who is here is looked at only while it is open. */
export function TransferDialog({ handoffId, department, open, onClose }: TransferDialogProps) {
  const cache = useQueryClient();
  const first = useRef<HTMLSelectElement>(null);
  const { actAs } = useOperator();
  const [draft, setDraft] = useState<Draft>({ department, person: '', note: '' });
  const transfer = useMutation({
    mutationFn: (target: Target) => baton.transfer(handoffId, { ...actAs, ...target }),
    onSuccess: (detail) => {
      applyAnswer(cache, detail);
      onClose();
    },
  });
  return (
    <DialogFrame open={open} onClose={onClose} title={messages.transfer.title} initialFocus={first}>
      <TransferForm
        ref={first}
        draft={draft}
        pending={transfer.isPending}
        fault={transfer.error === null ? null : refusalText(transfer.error)}
        onDraft={(changes) => setDraft((before) => ({ ...before, ...changes }))}
        onTransfer={(target) => transfer.mutate(target)}
        onClose={onClose}
      />
    </DialogFrame>
  );
}

interface TransferFormProps {
  draft: Draft;
  pending: boolean;
  fault: string | null;
  onDraft: (changes: Partial<Draft>) => void;
  onTransfer: (target: Target) => void;
  onClose: () => void;
  ref: Ref<HTMLSelectElement>;
}

/** Whoever is not here is shown too, so that nobody is looked for in vain. */
function TransferForm({ draft, pending, fault, onDraft, onTransfer, onClose, ref }: TransferFormProps) {
  const { id: me } = useOperator();
  const { data: departments = [] } = useQuery(departmentsQuery);
  const { data: desk = EMPTY_DESK } = useQuery(deskQuery);
  const { data: staffed = [] } = useQuery(operatorsQuery);
  const { department, person, note } = draft;
  const colleagues = colleaguesIn(department, staffed, desk).filter(({ id }) => id !== me);
  // Whoever was chosen may have left since.
  const here = colleagues.some(({ id, presence }) => id === person && presence.status === 'available');
  const chosen = here ? person : '';
  const texts = messages.transfer;
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) onTransfer({ department, operator_id: chosen || null, note: note.trim() || null });
      }}
    >
      <Choice
        ref={ref}
        label={texts.department}
        value={department}
        options={departments.map((each) => ({ value: each.id, text: departmentText(each, desk) }))}
        onChoose={(id) => onDraft({ department: id, person: '' })}
      />
      <Choice
        label={texts.person}
        value={chosen}
        options={[{ value: '', text: texts.anybody }, ...colleagues.map(personOption)]}
        onChoose={(id) => onDraft({ person: id })}
      />
      <TextArea
        label={texts.note}
        hint={texts.noteHint}
        value={note}
        onChange={(event) => onDraft({ note: event.target.value })}
        maxLength={4000}
        rows={3}
      />
      <p role="alert" className="text-sm font-medium text-late empty:hidden">
        {fault}
      </p>
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          {messages.closing.cancel}
        </Button>
        <Button type="submit" look="primary" disabled={pending}>
          {texts.submit}
        </Button>
      </div>
    </form>
  );
}

interface Option {
  value: string;
  text: string;
  disabled?: boolean;
}

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly Option[];
  onChoose: (value: string) => void;
  ref?: Ref<HTMLSelectElement>;
}

function Choice({ label, value, options, onChoose, ref }: ChoiceProps) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <select
        ref={ref}
        id={id}
        value={value}
        onChange={(event) => onChoose(event.target.value)}
        className={`${FIELD} h-10 text-ellipsis`}
      >
        {options.map(({ value: each, text, disabled = false }) => (
          <option key={each} value={each} disabled={disabled}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

function departmentText({ id, name }: Department, { departments }: Desk): string {
  const status = departments.get(id);
  if (status === undefined) return name;
  const { waiting, closed, load } = messages.transfer;
  const line = status.open ? waiting(status.waiting) : closed;
  return `${name} · ${line} · ${load(status.busy, status.slots)}`;
}

function personOption({ id, name, presence, active_chats: chats, max_chats: most }: Operator): Option {
  const texts = messages.transfer;
  const { status } = presence;
  if (status === 'available') return { value: id, text: texts.personState(name, chats, most) };
  return { value: id, text: texts.personGone(name, texts.gone[status]), disabled: true };
}
