import type { Handoff } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { answerDueSince } from '../../lib/answer-due.ts';
import { useClock } from '../../lib/clock.ts';
import { clockText, roundText, secondsBetween } from '../../lib/duration-text.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { sessionLogQuery } from '../../lib/queries.ts';
import type { QueueGroup } from '../../lib/queue-groups.ts';

/** The last line of a row: the stage, who holds it, and the clock that matters there. */
export function RowState({ handoff, group }: { handoff: Handoff; group: QueueGroup }) {
  if (group === 'mine') return <MyTurn handoff={handoff} />;
  if (group === 'waiting') return <Waiting handoff={handoff} />;
  if (group === 'ended') return <Since handoff={handoff} from={handoff.ended_utc} say={endedText} />;
  return <Since handoff={handoff} from={handoff.accepted_utc} say={heldText} />;
}

function Since({
  handoff,
  from,
  say,
}: {
  handoff: Handoff;
  from: string | null;
  say: (seconds: number) => string;
}) {
  const since = useClock((now) => (from === null ? null : say(secondsBetween(from, now))));
  const parts = [messages.stage[handoff.stage], holderText(handoff), since].filter((part) => part !== null);
  return <span className="clock truncate">{parts.join(' · ')}</span>;
}

/** Of one's own conversations the question is which one waits for an answer, and for how long. */
function MyTurn({ handoff }: { handoff: Handoff }) {
  const { data: log } = useQuery(sessionLogQuery(handoff.session_id));
  const due = log === undefined ? null : answerDueSince(handoff, log);
  const text = useClock((now) =>
    due === null ? null : messages.wait.answerDue(clockText(secondsBetween(due, now))),
  );
  return (
    <span className="clock truncate">
      {messages.stage[handoff.stage]} · {messages.queue.heldByMe}
      {log !== undefined && ' · '}
      {text !== null && <span className="font-medium text-near">{text}</span>}
      {log !== undefined && due === null && messages.wait.answered}
    </span>
  );
}

/** Of one that waits only to whom it is put: that it waits is said by the list it stands in. */
function Waiting({ handoff: { stage, offer } }: { handoff: Handoff }) {
  const me = useOperator().id;
  if (offer === null) return null;
  const { offeredTo, offeredToMe } = messages.queue;
  const whom = offer.operator.id === me ? offeredToMe : offeredTo(offer.operator.name);
  return (
    <span className="truncate">
      {messages.stage[stage]} {whom}
    </span>
  );
}

function holderText({ operator, stage }: Handoff): string | null {
  if (operator !== null) return messages.queue.heldBy(operator.name);
  return stage === 'active' ? messages.queue.heldOutside : null;
}

function endedText(seconds: number): string {
  return seconds < 60 ? messages.wait.justNow : messages.wait.ended(roundText(seconds));
}

function heldText(seconds: number): string {
  return messages.wait.held(roundText(seconds));
}
