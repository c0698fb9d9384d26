import type { OperatorRef } from '@baton/protocol';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { askToNotify } from '../../lib/bell.ts';
import { messages } from '../../lib/messages.ts';
import { EntryCard } from './entry-card.tsx';
import { storeLocalOperator } from './local-operator.ts';

interface NameFormProps {
  known: OperatorRef | null;
  onNamed: (operator: OperatorRef) => void;
}

/** Asks once for the operator's name. */
export function NameForm({ known, onNamed }: NameFormProps) {
  const [name, setName] = useState(known?.name ?? '');
  const trimmed = name.trim();
  return (
    <EntryCard title={messages.identity.nameTitle}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (trimmed === '') return;
          void askToNotify();
          onNamed(storeLocalOperator(trimmed, known));
        }}
      >
        <TextField
          label={messages.identity.name}
          hint={messages.identity.nameHint}
          value={name}
          onChange={(event) => setName(event.target.value)}
          autoComplete="name"
          maxLength={100}
          required
          autoFocus
        />
        <Button type="submit" look="primary" className="h-10">
          {messages.identity.start}
        </Button>
      </form>
    </EntryCard>
  );
}
