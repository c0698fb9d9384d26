import type { Evidence, Handoff } from '@baton/protocol';
import { SaidText } from '../../components/said-text.tsx';
import { messages } from '../../lib/messages.ts';
import { reasonText } from '../../lib/reason-text.ts';
import type { Jump } from './message-link.tsx';
import { MessageLink } from './message-link.tsx';

interface SummaryProps {
  handoff: Handoff;
  onJump: Jump;
  /** On a narrow screen only the first lines are shown. */
  folded?: boolean;
}

/** First layer: in at most three sentences what it is about, and why a person is needed. */
export function Summary({ handoff, onJump, folded = false }: SummaryProps) {
  return (
    <section aria-label={messages.briefing.summary} className="grid gap-2">
      <h2 className={`text-xs font-semibold text-ink-soft ${folded ? 'max-xl:sr-only' : ''}`}>
        {messages.briefing.summary}
      </h2>
      <p className={`text-base text-pretty ${folded ? 'max-xl:line-clamp-2 max-xl:text-sm' : ''}`}>
        {handoff.summary === '' ? (
          <span className="text-ink-faint">{messages.briefing.preparing}</span>
        ) : (
          <SaidText text={handoff.summary} />
        )}
      </p>
      <div
        className={`grid gap-1 border-l-2 border-accent-line pl-3 text-sm ${folded ? 'max-xl:hidden' : ''}`}
      >
        <p className="font-medium">{reasonText(handoff.reason)}</p>
        {handoff.evidence.map((evidence) => (
          <EvidenceLine key={`${evidence.trigger} ${evidence.offset}`} evidence={evidence} onJump={onJump} />
        ))}
      </div>
    </section>
  );
}

/** What fired, on which words, with which score (H4.4). */
function EvidenceLine({ evidence, onJump }: { evidence: Evidence; onJump: Jump }) {
  const { offset, quote, score, threshold, trigger } = evidence;
  const words = quote === null || quote.trim() === '' ? null : `“${quote.trim()}”`;
  const numbers =
    score === null || threshold === null
      ? null
      : messages.briefing.score(score.toFixed(2), threshold.toFixed(2));
  return (
    <p className="wrap-anywhere text-ink-soft">
      {words !== null &&
        (offset === null ? (
          <span className="line-clamp-4">{words}</span>
        ) : (
          <MessageLink offset={offset} onJump={onJump} className="line-clamp-4 underline">
            {words}
          </MessageLink>
        ))}
      <span className="text-xs text-ink-faint">
        {trigger}
        {numbers !== null && ` · ${numbers}`}
      </span>
    </p>
  );
}
