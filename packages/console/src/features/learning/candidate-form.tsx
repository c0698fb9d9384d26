import type { Candidate, CandidateKind } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextArea } from '../../components/text-field.tsx';
import { announce } from '../../lib/announcer.ts';
import { knowledge } from '../../lib/baton.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { refusalText } from '../../lib/refusal-text.ts';
import { candidatesQuery } from './candidate-queries.ts';

const KINDS: readonly CandidateKind[] = ['article', 'canned_response', 'guideline'];

/** Puts a proposal right before it is decided. */
export function CandidateForm({
  candidate,
  onDone,
}: {
  candidate: Candidate;
  onDone: (changed: boolean) => void;
}) {
  const cache = useQueryClient();
  const { actAs } = useOperator();
  const [kind, setKind] = useState(candidate.kind);
  const [content, setContent] = useState(candidate.content);
  const texts = messages.learning;
  const saving = useMutation({
    mutationFn: () => knowledge.updateCandidate(candidate.id, { ...actAs, kind, content }),
    onSuccess: (saved) => {
      cache.setQueryData(candidatesQuery.queryKey, (all) =>
        all?.map((each) => (each.id === saved.id ? saved : each)),
      );
      announce(texts.saved);
      onDone(true);
    },
  });
  return (
    <form
      aria-label={texts.editTitle}
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!saving.isPending) saving.mutate();
      }}
    >
      <SelectField
        label={texts.kind}
        value={kind}
        options={KINDS.map((each) => [each, texts.kinds[each]])}
        onChoose={(value) => setKind(value as CandidateKind)}
      />
      <TextArea
        label={texts.titles[kind]}
        value={content.title}
        rows={2}
        maxLength={1000}
        required
        onChange={(event) => setContent({ ...content, title: event.target.value })}
      />
      <TextArea
        label={texts.texts[kind]}
        value={content.text}
        rows={8}
        maxLength={20_000}
        required
        onChange={(event) => setContent({ ...content, text: event.target.value })}
      />
      <p role="alert" className="text-sm font-medium text-late empty:hidden">
        {saving.error === null ? null : refusalText(saving.error)}
      </p>
      <div className="flex gap-2">
        <Button type="submit" look="primary" disabled={saving.isPending}>
          {texts.save}
        </Button>
        <Button look="quiet" onClick={() => onDone(false)}>
          {messages.closing.cancel}
        </Button>
      </div>
    </form>
  );
}
