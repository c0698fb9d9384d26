import type { Handoff } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Ref } from 'react';
import { useId, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { applyAnswer } from '../../lib/apply-frame.ts';
import { baton } from '../../lib/baton.ts';
import { useDraft } from '../../lib/drafts.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { refusalText } from '../../lib/refusal-text.ts';
import { ComposerField } from './composer-field.tsx';

export interface NoteFormProps {
  field: Ref<HTMLTextAreaElement>;
  handoff: Handoff;
  onAdded: () => void;
}

/** A note for colleagues. It has its own field, draft, colour and route: it cannot reach the customer. */
export function NoteForm({ field, handoff, onAdded }: NoteFormProps) {
  const id = useId();
  const cache = useQueryClient();
  const { actAs } = useOperator();
  const { text, write, clear } = useDraft('note', handoff.session_id);
  // One key for one text, so that trying again adds it once.
  const attempt = useRef({ text: '', key: '' });
  const adding = useMutation({
    mutationFn: (note: string) => {
      if (attempt.current.text !== note) attempt.current = { text: note, key: crypto.randomUUID() };
      return baton.addNote(handoff.id, { ...actAs, text: note }, attempt.current.key);
    },
    onSuccess: (detail, added) => {
      attempt.current = { text: '', key: '' };
      applyAnswer(cache, detail);
      clear(added);
      onAdded();
    },
  });
  const note = text.trim();
  function submit(): void {
    if (note !== '' && !adding.isPending) adding.mutate(note);
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p role="alert" className="mb-2 text-sm font-medium text-late empty:hidden">
        {adding.error !== null && messages.composer.failed(refusalText(adding.error))}
      </p>
      <div className="rounded-xl border border-note-line bg-note-soft text-note focus-within:ring-1 focus-within:ring-note-line">
        <ComposerField
          ref={field}
          label={messages.composer.note}
          placeholder={messages.composer.notePlaceholder}
          text={text}
          maxLength={4000}
          describedBy={id}
          onText={write}
          onSubmit={submit}
        />
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5 pr-1.5 pl-3.5">
          <p id={id} className="min-w-0 flex-1 basis-40 text-xs">
            {messages.composer.noteHint}
          </p>
          <Button type="submit" look="note" disabled={note === '' || adding.isPending} className="ml-auto">
            {messages.composer.addNote}
          </Button>
        </div>
      </div>
    </form>
  );
}
