import type { Department, Handoff, HandoffDetail, Operator } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextArea } from '../../components/text-field.tsx';
import { customerName } from '../../lib/customer-name.ts';
import { announce } from '../../lib/announcer.ts';
import { applyAnswer } from '../../lib/apply-frame.ts';
import { baton } from '../../lib/baton.ts';
import type { Desk } from '../../lib/desk.ts';
import { isWaiting } from '../../lib/handoff-stage.ts';
import { messages } from '../../lib/messages.ts';
import type { CurrentOperator } from '../../lib/operator.ts';
import { useOperator } from '../../lib/operator.ts';
import { ActForm } from './act-form.tsx';

interface ReassignDialogProps {
  handoff: Handoff;
  departments: readonly Department[];
  desk: Desk;
  onClose: () => void;
}

interface Target {
  department: string;
  person: string;
  note: string;
}

/** Puts what waits to a person, or passes anything on to a department or a person (H3.5, H6.4). */
export function ReassignDialog({ handoff, departments, desk, onClose }: ReassignDialogProps) {
  const cache = useQueryClient();
  const operator = useOperator();
  const first = useRef<HTMLSelectElement>(null);
  const [target, setTarget] = useState<Target>({
    department: handoff.requirements.department,
    person: '',
    note: '',
  });
  const texts = messages.supervisor;
  const name = customerName(handoff);
  const passing = useMutation({
    mutationFn: () => passOn(handoff, target, operator),
    onSuccess: (detail) => {
      applyAnswer(cache, detail);
      announce(texts.passedOn(name));
      onClose();
    },
  });
  const people = available(desk, target.department, handoff.operator?.id ?? null);
  const asItIs =
    isWaiting(handoff) && target.department === handoff.requirements.department && target.person === '';
  return (
    <DialogFrame open onClose={onClose} title={texts.reassignTitle(name)} initialFocus={first}>
      <ActForm
        submit={texts.reassignSubmit}
        pending={passing.isPending}
        error={passing.error}
        disabled={asItIs}
        onSubmit={() => passing.mutate()}
        onClose={onClose}
      >
        <SelectField
          ref={first}
          label={texts.department}
          value={target.department}
          options={departments.map(({ id, name: text }) => [id, text])}
          onChoose={(department) => setTarget({ ...target, department, person: '' })}
        />
        <SelectField
          label={texts.person}
          value={target.person}
          options={[['', texts.anybody], ...people.map((each) => [each.id, personText(each)] as const)]}
          hint={people.length === 0 ? texts.notPresent : undefined}
          onChoose={(person) => setTarget({ ...target, person })}
        />
        <TextArea
          label={texts.note}
          hint={texts.noteHint}
          value={target.note}
          maxLength={4000}
          rows={3}
          onChange={(event) => setTarget({ ...target, note: event.target.value })}
        />
      </ActForm>
    </DialogFrame>
  );
}

/** An offer leaves it in its department's line; it cannot carry a note, so one is added before. */
async function passOn(handoff: Handoff, target: Target, { actAs }: CurrentOperator): Promise<HandoffDetail> {
  const { department, person } = target;
  const note = target.note.trim() || null;
  const stays = department === handoff.requirements.department;
  if (!isWaiting(handoff) || !stays)
    return baton.transfer(handoff.id, { ...actAs, department, operator_id: person || null, note });
  if (note !== null) await baton.addNote(handoff.id, { ...actAs, text: note });
  return baton.offer(handoff.id, { ...actAs, operator_id: person });
}

function personText({ name, active_chats: chats, max_chats: most }: Operator): string {
  return `${name} · ${messages.supervisor.chats(chats, most)}`;
}

function available({ operators }: Desk, department: string, holder: string | null): Operator[] {
  return [...operators.values()]
    .filter(({ id, presence }) => id !== holder && presence.status === 'available')
    .filter(({ departments }) => departments.includes(department))
    .toSorted((a, b) => a.active_chats - b.active_chats || a.name.localeCompare(b.name));
}
