import type { HandoffDetail } from '@baton/protocol';
import type { ReactNode } from 'react';
import { useEffect, useMemo } from 'react';
import type { EventLog } from '../../lib/event-log.ts';
import { knownText } from '../../lib/known-text.ts';
import { messages } from '../../lib/messages.ts';
import { useOlderEvents } from '../../lib/older-events.ts';
import { dayAndTime } from '../../lib/time-text.ts';
import { returnFacts } from './return-facts.ts';

interface ReturnPreviewProps {
  detail: HandoffDetail;
  log: EventLog;
  /** What is being written down as agreed. */
  outcome: string;
}

/** Of what persons said the last few are shown; the AI is given all. */
const SHOWN = 3;

/** What the AI will be told, while it can still be changed (H8.4). */
export function ReturnPreview({ detail, log, outcome }: ReturnPreviewProps) {
  useWholeStretch(detail, log);
  const { promises, said, known } = useMemo(() => returnFacts(detail, log), [detail, log]);
  const texts = messages.preview;
  return (
    <section aria-label={texts.title} className="grid gap-2 rounded-lg bg-sunken px-3.5 py-3 text-sm">
      <h3 className="font-semibold">{texts.title}</h3>
      <p className="text-xs text-ink-soft">{texts.hint}</p>
      <dl className="thin-scroll grid max-h-56 gap-2 overflow-y-auto">
        <Fact label={texts.outcome}>
          {outcome.trim() === '' ? (
            <span className="text-near">{texts.noOutcome}</span>
          ) : (
            <span className="said">{outcome.trim()}</span>
          )}
        </Fact>
        {promises.length > 0 && (
          <Fact label={texts.promises}>
            <ul>
              {promises.map(({ id, text, due_utc: due }) => (
                <li key={id} className="said">
                  {due === null ? text : `${text} (${messages.promises.by(dayAndTime(due))})`}
                </li>
              ))}
            </ul>
          </Fact>
        )}
        <Fact label={texts.said}>
          {said.length === 0 ? (
            <span className="text-ink-soft">{texts.nothingSaid}</span>
          ) : (
            <ul className="grid gap-1">
              {said.slice(-SHOWN).map(({ offset, name, text }) => (
                <li key={offset} className="said line-clamp-3">
                  <span className="text-ink-soft">{name}:</span> {text}
                </li>
              ))}
              {said.length > SHOWN && (
                <li className="text-xs text-ink-soft">{texts.saidMore(said.length - SHOWN)}</li>
              )}
            </ul>
          )}
        </Fact>
        {known.length > 0 && (
          <Fact label={texts.known}>
            <ul className="flex flex-wrap gap-x-3 gap-y-0.5">
              {known.map(({ kind, value, corrected }) => (
                <li key={`${kind} ${value}`} className="wrap-anywhere">
                  <span className="text-ink-soft">{knownText(messages.briefing.kinds, kind) ?? kind}</span>{' '}
                  {value}
                  {corrected && <span className="text-xs text-ink-soft"> ({texts.corrected})</span>}
                </li>
              ))}
            </ul>
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-0.5">
      <dt className="text-xs font-semibold text-ink-soft">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

/** Of a long stretch the beginning may not be loaded yet. */
function useWholeStretch(
  { session_id: sessionId, requested_utc: requested }: HandoffDetail,
  log: EventLog,
): void {
  const { whole, failed, read } = useOlderEvents(sessionId);
  const [first] = log;
  const lacking =
    !whole && !failed && first !== undefined && Date.parse(first.creation_utc) > Date.parse(requested);
  useEffect(() => {
    if (lacking) read();
  }, [lacking, first, read]);
}
