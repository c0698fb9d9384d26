import type { TracedStep } from '@baton/protocol';
import { TitledPart } from '../../components/titled-part.tsx';
import { messages } from '../../lib/messages.ts';
import type { JourneyNames } from './journey-query.ts';
import { useJourneyNames } from './journey-query.ts';
import { stepsByJourney } from './record-parts.ts';
import { Score } from './score.tsx';

const END = 'end';

/** How each journey went on. Its names are read now: a record holds ids. */
export function JourneySteps({ steps }: { steps: readonly TracedStep[] }) {
  const journeys = stepsByJourney(steps);
  const names = useJourneyNames(journeys.map(([id]) => id));
  return (
    <TitledPart title={messages.reasoning.journeys}>
      <ul className="grid gap-3">
        {journeys.map(([id, taken]) => (
          <li key={id} className="grid gap-1.5 text-sm">
            <p className="said font-medium">{names.get(id)?.title ?? messages.reasoning.journey}</p>
            <ol className="grid gap-2 border-l-2 border-line pl-3">
              {taken.map((step, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- a turn may go the same way twice
                <li key={index} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4">
                  <p className="said text-ink-soft">{stepText(step, names.get(id))}</p>
                  {step.score === null || step.score === 1 ? <span /> : <Score value={step.score} />}
                  {step.rationale !== '' && (
                    <p className="said col-span-full text-xs text-ink-faint first-letter:uppercase">
                      {step.rationale}
                    </p>
                  )}
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ul>
    </TitledPart>
  );
}

function stepText({ from, to }: TracedStep, names: JourneyNames | undefined): string {
  if (to === END) return messages.reasoning.ends;
  const state = names?.states.get(to) ?? '';
  if (state !== '') return state;
  return from === null ? messages.reasoning.begins : messages.reasoning.step;
}
