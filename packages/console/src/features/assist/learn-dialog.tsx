import type { CandidateContent, CandidateKind } from '@baton/protocol';
import { CANDIDATE_KINDS } from '@baton/protocol';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextArea } from '../../components/text-field.tsx';
import { knowledge } from '../../lib/baton.ts';
import type { EventLog } from '../../lib/event-log.ts';
import { messageOf } from '../../lib/event-log.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { refusalText } from '../../lib/refusal-text.ts';

interface LearnDialogProps {
  sessionId: string;
  log: EventLog;
  answer: { readonly offset: number; readonly text: string };
  open: boolean;
  onClose: () => void;
}

const texts = messages.learn;

/** A person's answer becomes something that the AI may learn: written here, used once a lead has approved it. */
export function LearnDialog({ sessionId, log, answer, open, onClose }: LearnDialogProps) {
  const { actAs } = useOperator();
  const [kind, setKind] = useState<CandidateKind>('canned_response');
  const [content, setContent] = useState<CandidateContent>(() =>
    firstContent('canned_response', log, answer),
  );
  const proposing = useMutation({
    mutationFn: () =>
      knowledge.proposeCandidate({
        ...actAs,
        session_id: sessionId,
        answer_offset: answer.offset,
        kind,
        content: { title: content.title.trim(), text: content.text.trim() },
      }),
  });
  const filled = content.title.trim() !== '' && content.text.trim() !== '';
  return (
    <DialogFrame open={open} onClose={onClose} title={texts.title}>
      {proposing.isSuccess ? (
        <div className="grid gap-4">
          <output className="block text-sm">{texts.done}</output>
          <Button look="primary" onClick={onClose} className="justify-self-end">
            {messages.actions.close}
          </Button>
        </div>
      ) : (
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (filled && !proposing.isPending) proposing.mutate();
          }}
        >
          <p className="text-sm text-pretty text-ink-soft">{texts.hint}</p>
          <SelectField
            label={texts.kind}
            value={kind}
            options={CANDIDATE_KINDS.map((each) => [each, texts.kinds[each]] as const)}
            onChoose={(value) => {
              const next = CANDIDATE_KINDS.find((each) => each === value) ?? kind;
              setKind(next);
              // What was written by hand stays; the title begins otherwise for each kind.
              if (content.title === firstContent(kind, log, answer).title)
                setContent({ ...content, title: firstContent(next, log, answer).title });
            }}
          />
          <TextArea
            label={texts.titles[kind]}
            required
            value={content.title}
            maxLength={1000}
            rows={2}
            onChange={(event) => setContent({ ...content, title: event.target.value })}
          />
          <TextArea
            label={texts.texts[kind]}
            hint={texts.personal}
            required
            value={content.text}
            maxLength={20_000}
            rows={6}
            onChange={(event) => setContent({ ...content, text: event.target.value })}
          />
          <p role="alert" className="text-sm font-medium text-late empty:hidden">
            {proposing.error !== null && refusalText(proposing.error)}
          </p>
          <div className="flex justify-end gap-2">
            <Button look="quiet" onClick={onClose}>
              {messages.closing.cancel}
            </Button>
            <Button type="submit" look="primary" disabled={!filled || proposing.isPending}>
              {texts.propose}
            </Button>
          </div>
        </form>
      )}
    </DialogFrame>
  );
}

/** The customer's last question before the answer, and the answer. */
function firstContent(
  kind: CandidateKind,
  log: EventLog,
  answer: { readonly offset: number; readonly text: string },
): CandidateContent {
  const asked = log.findLast(
    (event) => event.offset < answer.offset && event.kind === 'message' && event.source === 'customer',
  );
  const question = (asked === undefined ? '' : (messageOf(asked)?.message ?? '')).trim().slice(0, 900);
  const title = kind === 'guideline' && question !== '' ? texts.guidelineWhen(question) : question;
  return { title, text: answer.text };
}
