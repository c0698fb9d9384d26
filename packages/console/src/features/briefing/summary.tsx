import type { Handoff } from '@baton/protocol';
import { EvidenceLine } from '../../components/evidence-line.tsx';
import type { Jump } from '../../components/message-link.tsx';
import { SaidText } from '../../components/said-text.tsx';
import { messages } from '../../lib/messages.ts';
import { reasonText } from '../../lib/reason-text.ts';

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
