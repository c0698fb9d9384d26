import type { Handoff } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { customerName } from '../../lib/customer-name.ts';
import { announce } from '../../lib/announcer.ts';
import { applyAnswer } from '../../lib/apply-frame.ts';
import { baton } from '../../lib/baton.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import type { PriorityLevel } from '../../lib/priority-text.ts';
import { PRIORITY_LEVELS, priorityLevel } from '../../lib/priority-text.ts';
import { ActForm } from './act-form.tsx';

/** Moves a waiting handoff in its line (H6.1). */
export function PriorityDialog({ handoff, onClose }: { handoff: Handoff; onClose: () => void }) {
  const cache = useQueryClient();
  const { actAs } = useOperator();
  const first = useRef<HTMLSelectElement>(null);
  const [priority, setPriority] = useState(handoff.priority);
  const texts = messages.supervisor;
  const name = customerName(handoff);
  const setting = useMutation({
    mutationFn: () => baton.prioritise(handoff.id, { ...actAs, priority }),
    onSuccess: (detail) => {
      applyAnswer(cache, detail);
      announce(texts.prioritised(name));
      onClose();
    },
  });
  const levels = Object.entries(PRIORITY_LEVELS).map(
    ([level, value]) => [String(value), texts.priorities[level as PriorityLevel]] as const,
  );
  const known = priorityLevel(handoff.priority) !== null;
  const own = [String(handoff.priority), texts.priorityOwn(handoff.priority)] as const;
  return (
    <DialogFrame open onClose={onClose} title={texts.priorityTitle(name)} initialFocus={first}>
      <ActForm
        submit={texts.prioritySubmit}
        pending={setting.isPending}
        error={setting.error}
        onSubmit={() => setting.mutate()}
        onClose={onClose}
      >
        <SelectField
          ref={first}
          label={texts.priorityLabel}
          hint={texts.priorityHint}
          value={String(priority)}
          options={known ? levels : [own, ...levels]}
          onChoose={(value) => setPriority(Number(value))}
        />
      </ActForm>
    </DialogFrame>
  );
}
