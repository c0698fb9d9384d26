import type { Commitment, Handoff } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Fold } from '../../components/fold.tsx';
import { FIELD } from '../../components/text-field.tsx';
import { TitledPart } from '../../components/titled-part.tsx';
import { applyAnswer } from '../../lib/apply-frame.ts';
import { baton } from '../../lib/baton.ts';
import { isEnded } from '../../lib/handoff-stage.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { refusalText } from '../../lib/refusal-text.ts';
import { dayAndTime } from '../../lib/time-text.ts';

interface PromisesProps {
  handoff: Handoff;
  commitments: readonly Commitment[];
}

/** What was promised to the customer (H8.4): what is open, what was kept, and a place to write down more. */
export function Promises({ handoff, commitments }: PromisesProps) {
  if (commitments.length === 0 && isEnded(handoff)) return null;
  return (
    <TitledPart title={messages.promises.title}>
      {commitments.length > 0 && (
        <ul className="grid gap-1.5 text-sm">
          {commitments.map((commitment) => (
            <Promised key={commitment.id} handoffId={handoff.id} commitment={commitment} />
          ))}
        </ul>
      )}
      {!isEnded(handoff) && <PromiseForm handoffId={handoff.id} />}
    </TitledPart>
  );
}

function Promised({ handoffId, commitment }: { handoffId: string; commitment: Commitment }) {
  const { text, due_utc: due, settled_utc: settled, author } = commitment;
  const cache = useQueryClient();
  const { actAs } = useOperator();
  const settling = useMutation({
    mutationFn: () => baton.settleCommitment(handoffId, commitment.id, actAs),
    onSuccess: (detail) => applyAnswer(cache, detail),
  });
  const more = [
    author?.name ?? messages.promises.byAi,
    ...(due === null ? [] : [messages.promises.by(dayAndTime(due))]),
    ...(settled === null ? [] : [messages.promises.kept]),
  ];
  return (
    <li className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <p className={`said ${settled === null ? '' : 'text-ink-faint line-through'}`}>{text}</p>
        <p className="text-xs text-ink-faint">{more.join(' · ')}</p>
        <p role="alert" className="text-xs text-late empty:hidden">
          {settling.error !== null && refusalText(settling.error)}
        </p>
      </div>
      {settled === null && (
        <Button
          onClick={() => settling.mutate()}
          disabled={settling.isPending}
          aria-label={messages.promises.settleOf(text)}
          className="h-7 text-xs"
        >
          {messages.promises.settle}
        </Button>
      )}
    </li>
  );
}

function PromiseForm({ handoffId }: { handoffId: string }) {
  const id = useId();
  const cache = useQueryClient();
  const { actAs } = useOperator();
  const [text, setText] = useState('');
  const [due, setDue] = useState('');
  // One key for one promise, so that trying again records it once.
  const attempt = useRef({ of: '', key: '' });
  const adding = useMutation({
    mutationFn: () => {
      const body = { text: text.trim(), due: due === '' ? null : new Date(due).toISOString() };
      const of = JSON.stringify(body);
      if (attempt.current.of !== of) attempt.current = { of, key: crypto.randomUUID() };
      return baton.addCommitment(handoffId, { ...actAs, ...body }, attempt.current.key);
    },
    onSuccess: (detail) => {
      attempt.current = { of: '', key: '' };
      applyAnswer(cache, detail);
      setText('');
      setDue('');
    },
  });
  return (
    <Fold label={<span className="text-sm">{messages.promises.add}</span>}>
      <form
        className="grid gap-2 pt-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '' && !adding.isPending) adding.mutate();
        }}
      >
        <input
          aria-label={messages.promises.text}
          placeholder={messages.promises.placeholder}
          value={text}
          onChange={(event) => setText(event.target.value)}
          maxLength={500}
          className={`${FIELD} h-9 text-sm`}
        />
        <div className="flex flex-wrap items-center gap-2">
          <label htmlFor={id} className="text-xs text-ink-soft">
            {messages.promises.due}
          </label>
          <input
            id={id}
            type="datetime-local"
            value={due}
            onChange={(event) => setDue(event.target.value)}
            className={`${FIELD} h-9 min-w-0 flex-1 basis-44 text-sm`}
          />
          <Button type="submit" disabled={text.trim() === '' || adding.isPending}>
            {messages.promises.record}
          </Button>
        </div>
        <p role="alert" className="text-xs text-late empty:hidden">
          {adding.error !== null && refusalText(adding.error)}
        </p>
      </form>
    </Fold>
  );
}
