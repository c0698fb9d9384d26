import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { FIELD } from '../../components/text-field.tsx';
import { messages } from '../../lib/messages.ts';
import type { SpanDraft } from './hours-draft.ts';
import { withSpan } from './hours-draft.ts';

interface SpansProps {
  /** What its fields are called. */
  name: string;
  /** What stands before them: the day, or the field in which it is chosen. */
  head: ReactNode;
  spans: readonly SpanDraft[];
  fault: string | undefined;
  onSpans: (spans: SpanDraft[]) => void;
}

/** The openings of one day. */
export function Spans({ name, head, spans, fault, onSpans }: SpansProps) {
  const texts = messages.settings.departments;
  const change = (at: number, span: SpanDraft): void =>
    onSpans(spans.map((each, index) => (index === at ? span : each)));
  return (
    <div className="grid grid-cols-1 items-start gap-x-3 gap-y-1 border-b border-line pb-2 sm:grid-cols-[12.5rem_1fr_auto]">
      <span className="text-sm font-medium capitalize sm:leading-9">{head}</span>
      <div className="grid gap-1.5">
        {spans.length === 0 && <span className="text-sm text-ink-faint sm:leading-9">{texts.closed}</span>}
        {spans.map((span, at) => (
          // An opening has no id, and its times are what is being written.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={at} className="flex items-center gap-1.5">
            <Time label={texts.fromOf(name)} value={span[0]} onTime={(time) => change(at, [time, span[1]])} />
            <span aria-hidden="true" className="text-ink-faint">
              –
            </span>
            <Time
              label={texts.untilOf(name)}
              value={span[1]}
              onTime={(time) => change(at, [span[0], time])}
            />
            <Removal
              label={texts.removeHoursOf(name)}
              onRemove={() => onSpans(spans.filter((_, index) => index !== at))}
            />
          </span>
        ))}
        {fault !== undefined && (
          <p role="alert" className="text-xs font-medium text-late">
            {fault}
          </p>
        )}
      </div>
      <Button
        look="quiet"
        className="justify-self-start"
        aria-label={texts.addHoursOf(name)}
        onClick={() => onSpans(withSpan(spans))}
      >
        {texts.addHours}
      </Button>
    </div>
  );
}

function Time({ label, value, onTime }: { label: string; value: string; onTime: (time: string) => void }) {
  return (
    <input
      type="time"
      aria-label={label}
      value={value}
      onChange={(event) => onTime(event.target.value)}
      className={`${FIELD} h-9 max-w-32 min-w-0 flex-1 px-2!`}
    />
  );
}

export function Removal({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onRemove}
      className="grid size-8 shrink-0 place-items-center rounded-lg text-ink-faint hover:bg-hover hover:text-ink"
    >
      <span aria-hidden="true">×</span>
    </button>
  );
}
