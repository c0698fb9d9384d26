import type { Evidence } from '@baton/protocol';
import { messages } from '../lib/messages.ts';
import { triggerText } from '../lib/trigger-text.ts';
import type { Jump } from './message-link.tsx';
import { MessageLink } from './message-link.tsx';

/** What fired, on which words, with which score (H4.4). Leads to the message, also where no words were kept. */
export function EvidenceLine({ evidence, onJump }: { evidence: Evidence; onJump: Jump }) {
  const { offset, quote, score, threshold, trigger } = evidence;
  const words = quote === null || quote.trim() === '' ? null : `“${quote.trim()}”`;
  const what = triggerText(trigger);
  const numbers =
    score === null || threshold === null
      ? null
      : messages.briefing.score(numberText(score), numberText(threshold));
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
      <span className="text-xs text-ink-faint tabular-nums">
        {words === null && offset !== null ? (
          <MessageLink offset={offset} onJump={onJump} className="underline">
            {what}
          </MessageLink>
        ) : (
          what
        )}
        {numbers !== null && ` · ${numbers}`}
      </span>
    </p>
  );
}

/** A share, or a count of turns, calls or questions. */
function numberText(value: number): string {
  return value > 1 ? String(value) : value.toFixed(2);
}
