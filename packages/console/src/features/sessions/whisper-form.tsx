import type { Handoff, OperatorRef } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { FIELD } from '../../components/text-field.tsx';
import { announce } from '../../lib/announcer.ts';
import { applyAnswer } from '../../lib/apply-frame.ts';
import { baton } from '../../lib/baton.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { refusalText } from '../../lib/refusal-text.ts';

/** A lead's word for whoever holds the conversation. The customer never sees it. */
export function WhisperForm({ handoff, holder }: { handoff: Handoff; holder: OperatorRef }) {
  const cache = useQueryClient();
  const { actAs } = useOperator();
  const [text, setText] = useState('');
  const [key, setKey] = useState(() => crypto.randomUUID());
  const texts = messages.sessions;
  const words = text.trim();
  const whispering = useMutation({
    mutationFn: () => baton.addNote(handoff.id, { ...actAs, text: words, whisper: true }, key),
    onSuccess: (detail) => {
      applyAnswer(cache, detail);
      announce(texts.whispered(holder.name));
      setText('');
      setKey(crypto.randomUUID());
    },
  });
  return (
    <form
      className="flex w-full flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (words !== '' && !whispering.isPending) whispering.mutate();
      }}
    >
      <input
        aria-label={texts.whisperTo(holder.name)}
        placeholder={texts.whisperTo(holder.name)}
        value={text}
        maxLength={4000}
        onChange={(event) => {
          setText(event.target.value);
          // Other words are another whisper.
          if (whispering.isError) setKey(crypto.randomUUID());
        }}
        className={`${FIELD} h-9 min-w-40 flex-1 bg-note-soft! text-sm!`}
      />
      <Button type="submit" look="note" disabled={words === '' || whispering.isPending} className="h-9">
        {texts.whisper}
      </Button>
      <p role="alert" className="w-full text-sm text-late empty:hidden">
        {whispering.error !== null && refusalText(whispering.error)}
      </p>
    </form>
  );
}
