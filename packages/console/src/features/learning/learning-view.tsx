import type { Candidate } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { Button } from '../../components/button.tsx';
import { messages } from '../../lib/messages.ts';
import { CandidateCard } from './candidate-card.tsx';
import { candidatesQuery } from './candidate-queries.ts';
import { agentsQuery } from '../../lib/directory-queries.ts';
import type { LearningPart } from './learning-search.ts';
import { LEARNING_PARTS } from './learning-search.ts';

interface LearningViewProps {
  part: LearningPart;
  onPart: (part: LearningPart) => void;
}

/** What operators have proposed, and what became of it. */
export function LearningView({ part, onPart }: LearningViewProps) {
  const candidates = useQuery({ ...candidatesQuery, refetchOnMount: 'always' });
  const { data: agents = [] } = useQuery(agentsQuery);
  const texts = messages.learning;
  const { data } = candidates;
  const shown = (data ?? []).filter(({ state }) => (state === 'proposed') === (part === 'proposed'));
  const nameOf = ({ agent_id: id }: Candidate): string => agents.find((each) => each.id === id)?.name ?? id;
  return (
    <>
      <p className="max-w-prose text-sm text-pretty text-ink-soft">{texts.intro}</p>
      <fieldset className="flex gap-1">
        <legend className="sr-only">{texts.show}</legend>
        {LEARNING_PARTS.map((each) => (
          <label
            key={each}
            className={`flex h-8 items-center gap-1.5 rounded-lg px-3 text-sm has-focus-visible:outline-2 has-focus-visible:outline-accent ${each === part ? 'bg-hover font-medium text-ink' : 'text-ink-soft hover:bg-hover'}`}
          >
            <input
              type="radio"
              name="learning-part"
              checked={each === part}
              onChange={() => onPart(each)}
              className="sr-only"
            />
            {texts.views[each]}
            <span className="clock text-xs text-ink-faint">{countOf(data, each)}</span>
          </label>
        ))}
      </fieldset>
      {data === undefined ? (
        <State failed={candidates.isError} onRetry={() => void candidates.refetch()} />
      ) : shown.length === 0 ? (
        <p className="max-w-prose text-sm text-pretty text-ink-faint">
          {part === 'proposed' ? texts.noneProposed : texts.noneDecided}
        </p>
      ) : (
        <ul role="list" className="grid gap-4">
          {shown.map((candidate) => (
            <li key={candidate.id} className="min-w-0">
              <CandidateCard candidate={candidate} agent={nameOf(candidate)} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function State({ failed, onRetry }: { failed: boolean; onRetry: () => void }) {
  const texts = messages.learning;
  if (!failed) return <p className="text-sm text-ink-faint">{texts.loading}</p>;
  return (
    <div role="alert" className="grid justify-items-start gap-3 text-sm">
      <p className="font-medium text-late">{texts.failed}</p>
      <Button onClick={onRetry}>{texts.retry}</Button>
    </div>
  );
}

function countOf(candidates: readonly Candidate[] | undefined, part: LearningPart): number | null {
  if (candidates === undefined) return null;
  return candidates.filter(({ state }) => (state === 'proposed') === (part === 'proposed')).length;
}
