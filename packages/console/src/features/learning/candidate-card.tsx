import type { Candidate } from '@baton/protocol';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { SaidText } from '../../components/said-text.tsx';
import { messages } from '../../lib/messages.ts';
import { dayAndTime } from '../../lib/time-text.ts';
import { CandidateActs } from './candidate-acts.tsx';
import { CandidateForm } from './candidate-form.tsx';
import { CandidateReplay } from './candidate-replay.tsx';
import { useReplay } from './use-replay.ts';

/** One proposal: what the AI would be given, where it comes from, what it would change, and the decision. */
export function CandidateCard({ candidate, agent }: { candidate: Candidate; agent: string }) {
  const [editing, setEditing] = useState(false);
  const replay = useReplay(candidate.id);
  const texts = messages.learning;
  const { kind, content, state } = candidate;
  return (
    <article
      aria-label={content.title}
      className="grid min-w-0 gap-4 rounded-xl border border-line bg-raised p-4"
    >
      <Head candidate={candidate} agent={agent} />
      {editing ? (
        <CandidateForm
          candidate={candidate}
          onDone={(changed) => {
            setEditing(false);
            if (changed) replay.reset();
          }}
        />
      ) : (
        <dl className="grid gap-2">
          <div>
            <dt className="text-xs font-semibold text-ink-soft">{texts.titles[kind]}</dt>
            <dd className="font-medium">
              <SaidText text={content.title} />
            </dd>
          </div>
          <div>
            <dt className="text-xs font-semibold text-ink-soft">{texts.texts[kind]}</dt>
            <dd>
              <SaidText text={content.text} />
            </dd>
          </div>
        </dl>
      )}
      <Source candidate={candidate} />
      {state === 'proposed' && <CandidateReplay replay={replay} />}
      {!editing && (
        <CandidateActs
          candidate={candidate}
          tried={replay.data !== undefined}
          onEdit={() => setEditing(true)}
        />
      )}
    </article>
  );
}

function Head({ candidate, agent }: { candidate: Candidate; agent: string }) {
  const texts = messages.learning;
  const {
    kind,
    state,
    proposed_by: proposer,
    creation_utc: at,
    decided_by: decider,
    decided_utc: decided,
  } = candidate;
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-xs text-ink-faint">
      <span className="rounded-md bg-accent-soft px-1.5 leading-5 font-medium text-accent">
        {texts.kinds[kind]}
      </span>
      <span>{agent}</span>
      <span>· {texts.proposedBy(proposer.name, dayAndTime(at))}</span>
      {state !== 'proposed' && (
        <span className="font-medium text-ink-soft">
          · {texts.states[state]}
          {decider !== null && decided !== null && ` ${texts.decidedBy(decider.name, dayAndTime(decided))}`}
        </span>
      )}
    </p>
  );
}

function Source({ candidate: { source } }: { candidate: Candidate }) {
  const texts = messages.learning;
  return (
    <section aria-label={texts.source} className="grid gap-2 rounded-lg bg-sunken px-3 py-2.5 text-sm">
      <div>
        <h3 className="text-xs font-semibold text-ink-soft">{texts.question}</h3>
        <p className="text-ink-soft">
          <SaidText text={source.question || '–'} />
        </p>
      </div>
      <div>
        <h3 className="text-xs font-semibold text-ink-soft">{texts.answer}</h3>
        <p className="text-ink-soft">
          <SaidText text={source.answer} />
        </p>
      </div>
      {source.handoff_id === null ? (
        <Link
          to="/sessions/$sessionId"
          params={{ sessionId: source.session_id }}
          className="justify-self-start rounded-sm font-medium text-accent underline underline-offset-3"
        >
          {texts.toConversation}
        </Link>
      ) : (
        <Link
          to="/handoffs/$handoffId"
          params={{ handoffId: source.handoff_id }}
          hash={`message-${source.answer_offset}`}
          className="justify-self-start rounded-sm font-medium text-accent underline underline-offset-3"
        >
          {texts.toConversation}
        </Link>
      )}
    </section>
  );
}
