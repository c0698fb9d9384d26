import type { TurnRecord } from '@baton/protocol';
import { TitledPart } from '../../components/titled-part.tsx';
import { millisecondsText } from '../../lib/duration-text.ts';
import { knownText } from '../../lib/known-text.ts';
import { messages } from '../../lib/messages.ts';
import type { StageTime } from './record-parts.ts';
import { stageTimes } from './record-parts.ts';

/** Shorter than this nobody has waited for it. */
const WORTH_A_BAR_MS = 1;

/** Where the time of a turn went, in parts of the whole. */
export function StageBars({ record }: { record: TurnRecord }) {
  const texts = messages.reasoning;
  const times = stageTimes(record.stages);
  const bars = times.filter(({ milliseconds }) => milliseconds >= WORTH_A_BAR_MS);
  const brief = times.filter(({ milliseconds }) => milliseconds < WORTH_A_BAR_MS);
  const staged = times.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const rest = record.milliseconds - staged;
  return (
    <TitledPart title={texts.stages}>
      <ul className="grid grid-cols-[minmax(0,max-content)_minmax(2rem,1fr)_max-content] items-center gap-x-3 gap-y-1 text-xs">
        {bars.map((time) => (
          <Bar
            key={time.stage}
            label={nameOf(time)}
            milliseconds={time.milliseconds}
            whole={record.milliseconds}
          />
        ))}
        {bars.length > 0 && rest >= WORTH_A_BAR_MS && (
          <Bar label={texts.otherTime} milliseconds={rest} whole={record.milliseconds} />
        )}
      </ul>
      {brief.length > 0 && (
        <p className="text-xs text-ink-faint">{texts.briefStages(brief.map((time) => nameOf(time)))}</p>
      )}
    </TitledPart>
  );
}

function Bar({ label, milliseconds, whole }: { label: string; milliseconds: number; whole: number }) {
  const share = whole > 0 ? Math.min(milliseconds / whole, 1) : 0;
  return (
    <li className="col-span-full grid grid-cols-subgrid items-center">
      <span className="truncate text-ink-soft">{label}</span>
      <span aria-hidden="true" className="h-1.5 rounded-full bg-line">
        <span
          className="block h-full min-w-0.5 rounded-full bg-accent"
          style={{ width: `${share * 100}%` }}
        />
      </span>
      <span className="clock text-right text-ink-soft">{millisecondsText(milliseconds)}</span>
    </li>
  );
}

function nameOf({ stage, times }: StageTime): string {
  return messages.reasoning.times(knownText(messages.reasoning.stage, stage) ?? stage, times);
}
