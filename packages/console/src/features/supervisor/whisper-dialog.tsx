import type { Handoff } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { TextArea } from '../../components/text-field.tsx';
import { announce } from '../../lib/announcer.ts';
import { applyAnswer } from '../../lib/apply-frame.ts';
import { baton } from '../../lib/baton.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { ActForm } from './act-form.tsx';

/** A lead's word for whoever holds a conversation. */
export function WhisperDialog({ handoff, onClose }: { handoff: Handoff; onClose: () => void }) {
  const cache = useQueryClient();
  const { actAs } = useOperator();
  const field = useRef<HTMLTextAreaElement>(null);
  // One key for as long as the dialog is open with the same words, so that trying again adds them once.
  const attempt = useRef({ text: '', key: '' });
  const [text, setText] = useState('');
  const texts = messages.supervisor;
  const holder = handoff.operator?.name ?? '';
  const whispering = useMutation({
    mutationFn: (words: string) => {
      if (attempt.current.text !== words) attempt.current = { text: words, key: crypto.randomUUID() };
      return baton.addNote(handoff.id, { ...actAs, text: words, whisper: true }, attempt.current.key);
    },
    onSuccess: (detail) => {
      applyAnswer(cache, detail);
      announce(texts.whispered(holder));
      onClose();
    },
  });
  return (
    <DialogFrame open onClose={onClose} title={texts.whisperTitle(holder)} initialFocus={field}>
      <ActForm
        submit={texts.whisperSubmit}
        pending={whispering.isPending}
        error={whispering.error}
        disabled={text.trim() === ''}
        onSubmit={() => whispering.mutate(text.trim())}
        onClose={onClose}
      >
        <TextArea
          ref={field}
          label={texts.whisperText}
          hint={texts.whisperHint}
          value={text}
          maxLength={4000}
          rows={4}
          onChange={(event) => setText(event.target.value)}
        />
      </ActForm>
    </DialogFrame>
  );
}
