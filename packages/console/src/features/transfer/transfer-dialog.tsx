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

/** Passes a conversation to a department, or to one person of it who is here (H3.5). Whoever is not is
 * shown too, so that nobody is looked for in vain. */
export function TransferDialog({ handoffId, department, open, onClose }: TransferDialogProps) {
  const cache = useQueryClient();
  const first = useRef<HTMLSelectElement>(null);
  const { id: me, actAs } = useOperator();
  const { data: departments = [] } = useQuery({ ...departmentsQuery, enabled: open });
  const { data: desk = EMPTY_DESK } = useQuery(deskQuery);
  const [target, setTarget] = useState(department);
  const [person, setPerson] = useState('');
  const [note, setNote] = useState('');
  const transfer = useMutation({
    mutationFn: () =>
      baton.transfer(handoffId, {
        ...actAs,
        department: target,
        operator_id: chosen === '' ? null : chosen,
        note: note.trim() || null,
      }),
    onSuccess: (detail) => {
      applyAnswer(cache, detail);
      onClose();
    },
  });
  const texts = messages.transfer;
  const { data: staffed = [] } = useQuery({ ...operatorsQuery, enabled: open });
  const colleagues = colleaguesIn(target, staffed, desk).filter(({ id }) => id !== me);
  // Whoever was chosen may have left since.
  const here = colleagues.some(({ id, presence }) => id === person && presence.status === 'available');
  const chosen = here ? person : '';
  return (
    <DialogFrame open={open} onClose={onClose} title={texts.title} initialFocus={first}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!transfer.isPending) transfer.mutate();
        }}
      >
        <Choice
          ref={first}
          label={texts.department}
          value={target}
          options={departments.map((each) => ({ value: each.id, text: departmentText(each, desk) }))}
          onChoose={(id) => {
            setTarget(id);
            setPerson('');
          }}
        />
        <Choice
          label={texts.person}
          value={chosen}
          options={[{ value: '', text: texts.anybody }, ...colleagues.map(personOption)]}
          onChoose={setPerson}
        />
        <TextArea
          label={texts.note}
          hint={texts.noteHint}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          maxLength={4000}
          rows={3}
        />
        <p role="alert" className="text-sm font-medium text-late empty:hidden">
          {transfer.error === null ? null : refusalText(transfer.error)}
        </p>
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            {messages.closing.cancel}
          </Button>
          <Button type="submit" look="primary" disabled={transfer.isPending}>
            {texts.submit}
          </Button>
        </div>
      </form>
    </DialogFrame>
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
