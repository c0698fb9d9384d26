import type { TracedGuideline, TurnRecord } from '@baton/protocol';
import { Fold } from '../../components/fold.tsx';
import { TitledPart } from '../../components/titled-part.tsx';
import { messages } from '../../lib/messages.ts';
import { appliedGuidelines, droppedText, isJourneyState } from './record-parts.ts';
import { Score } from './score.tsx';

/** What was followed and, folded away, what was looked at and not followed. */
export function GuidelineList({ record }: { record: TurnRecord }) {
  const applied = appliedGuidelines(record);
  const dropped = record.guidelines.filter(({ kept }) => !kept);
  return (
    <>
      {applied.length > 0 && (
        <TitledPart title={messages.reasoning.applied}>
          <List guidelines={applied} hint={({ rationale }) => rationale} />
        </TitledPart>
      )}
      {dropped.length > 0 && (
        <Fold
          label={
            <span className="text-xs font-semibold text-ink-soft">
              {messages.reasoning.dropped(dropped.length)}
            </span>
          }
        >
          <div className="mt-2 ml-4.5">
            <List
              guidelines={dropped}
              hint={({ dropped: why, rationale }) => (why === null ? rationale : droppedText(record, why))}
              quiet
            />
          </div>
        </Fold>
      )}
    </>
  );
}

interface ListProps {
  guidelines: readonly TracedGuideline[];
  /** What stands below the condition. */
  hint: (guideline: TracedGuideline) => string;
  quiet?: boolean;
}

function List({ guidelines, hint, quiet = false }: ListProps) {
  return (
    <ul className="grid gap-2.5">
      {guidelines.map((guideline) => (
        <li key={guideline.id} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 text-sm">
          <p className={`said ${quiet ? 'text-ink-soft' : 'font-medium'}`}>{guideline.condition}</p>
          <Score value={guideline.score} />
          <p className="said col-span-full text-xs text-ink-faint first-letter:uppercase">
            {isJourneyState(guideline) && `${messages.reasoning.journeyState} · `}
            {hint(guideline)}
          </p>
        </li>
      ))}
    </ul>
  );
}
