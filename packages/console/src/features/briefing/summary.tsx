import type { ContextPackage, Handoff } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { EvidenceLine } from '../../components/evidence-line.tsx';
import type { Jump } from '../../components/message-link.tsx';
import { SaidText } from '../../components/said-text.tsx';
import { applyAnswer } from '../../lib/apply-frame.ts';
import { assist } from '../../lib/baton.ts';
import { isHeldBy, isWaiting } from '../../lib/handoff-stage.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { reasonText } from '../../lib/reason-text.ts';
import { refusalText } from '../../lib/refusal-text.ts';
import { Corrected } from './corrected.tsx';

interface SummaryProps {
  handoff: Handoff;
  /** Null until the package has been read. */
  context: ContextPackage | null;
  onJump: Jump;
  /** On a narrow screen only the first lines are shown. */
  folded?: boolean;
}

/** First layer: in at most three sentences what it is about, and why a person is needed. */
export function Summary({ handoff, context, onJump, folded = false }: SummaryProps) {
  const { id: me } = useOperator();
  const mayRefresh = isWaiting(handoff) || isHeldBy(handoff, me);
  return (
    <section aria-label={messages.briefing.summary} className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div className={`flex min-h-6 items-center gap-2 ${folded ? 'max-xl:hidden' : ''}`}>
        <h2 className="text-xs font-semibold text-ink-soft">{messages.briefing.summary}</h2>
        {context !== null && (
          <span className="min-w-0 flex-1 truncate text-xs text-ink-faint">
            {context.summary_by === 'model' ? messages.layers.byModel : messages.layers.byExtract}
          </span>
        )}
        {context !== null && mayRefresh && <RefreshSummary handoffId={handoff.id} />}
      </div>
      <p className={`text-base text-pretty ${folded ? 'max-xl:line-clamp-2 max-xl:text-sm' : ''}`}>
        {handoff.summary === '' ? (
          <span className="text-ink-faint">{messages.briefing.preparing}</span>
        ) : (
          <SaidText text={handoff.summary} />
        )}
      </p>
      {context !== null && <Corrected context={context} line="summary" />}
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

function RefreshSummary({ handoffId }: { handoffId: string }) {
  const cache = useQueryClient();
  const { actAs } = useOperator();
  const refreshing = useMutation({
    mutationFn: () => assist.refreshSummary(handoffId, actAs),
    onSuccess: (detail) => applyAnswer(cache, detail),
  });
  return (
    <>
      <p role="alert" className="text-xs text-late empty:hidden">
        {refreshing.error !== null && refusalText(refreshing.error)}
      </p>
      <button
        type="button"
        aria-label={messages.layers.refresh}
        title={messages.layers.refresh}
        disabled={refreshing.isPending}
        onClick={() => refreshing.mutate()}
        className="grid size-7 shrink-0 place-items-center rounded-md text-ink-faint hover:bg-hover hover:text-ink disabled:opacity-55"
      >
        <svg
          aria-hidden="true"
          viewBox="0 0 16 16"
          className={`size-4 ${refreshing.isPending ? 'animate-spin' : ''}`}
        >
          <path
            d="M13 8a5 5 0 1 1-1.500-3.600M13 2.500v2.500h-2.500"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.4"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      </button>
    </>
  );
}
