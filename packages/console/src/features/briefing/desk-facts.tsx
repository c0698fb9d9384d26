import type { Handoff, HandoffEventData, WaitRange } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { roundText } from '../../lib/duration-text.ts';
import type { EventLog } from '../../lib/event-log.ts';
import { isWaiting } from '../../lib/handoff-stage.ts';
import { messages } from '../../lib/messages.ts';
import { departmentsQuery } from '../../lib/queries.ts';

/** Where it stands at the desk: department, what the customer was told, what he may choose, what was promised. */
export function DeskFacts({ handoff, log }: { handoff: Handoff; log: EventLog | undefined }) {
  const { data: departments } = useQuery(departmentsQuery);
  const texts = messages.conversation;
  const { department } = handoff.requirements;
  const facts: [label: string, value: string | null][] = [
    [texts.department, departments?.find(({ id }) => id === department)?.name ?? department],
    [texts.toldWait, isWaiting(handoff) && handoff.wait !== null ? waitRangeText(handoff.wait) : null],
    [texts.alternatives, isWaiting(handoff) ? choicesText(log) : null],
    [texts.promises, handoff.commitments_open > 0 ? texts.promisesOpen(handoff.commitments_open) : null],
    [texts.transfers, handoff.transfers > 0 ? texts.times(handoff.transfers) : null],
    [texts.requeues, handoff.requeues > 0 ? texts.times(handoff.requeues) : null],
    [texts.rating, handoff.rating === null ? null : texts.stars(handoff.rating.score)],
  ];
  return (
    <dl aria-label={texts.facts} className="flex flex-wrap gap-x-4 gap-y-1 text-xs">
      {facts.map(
        ([label, value]) =>
          value !== null && (
            <div key={label} className="flex gap-1.5">
              <dt className="text-ink-faint">{label}</dt>
              <dd className="wrap-anywhere">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** `2 min to 5 min`, `more than 10 min`. */
function waitRangeText({ from, to }: WaitRange): string {
  const texts = messages.conversation;
  return to === null ? texts.waitOver(roundText(from)) : texts.waitRange(roundText(from), roundText(to));
}

/** What the customer was offered last. */
function choicesText(log: EventLog | undefined): string | null {
  const last = log?.findLast(({ kind, source, data }) => {
    const told = data as unknown as Partial<HandoffEventData> | null;
    return kind === 'custom' && source === 'system' && told?.alternatives !== undefined;
  });
  const { alternatives = [] } = (last?.data ?? {}) as unknown as Partial<HandoffEventData>;
  const texts = messages.conversation.alternative;
  return alternatives.length === 0 ? null : alternatives.map((each) => texts[each] ?? each).join(', ');
}
