import type { Handoff } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { heldConversation } from '../../lib/held-conversation.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { sessionLogQuery } from '../../lib/queries.ts';
import { useSeen } from '../../lib/seen.ts';

/** How many messages of one's own conversation one has not looked at; `New` for one that one has never opened. */
export function UnreadMark({ handoff }: { handoff: Handoff }) {
  const { id: me } = useOperator();
  const { data: log } = useQuery(sessionLogQuery(handoff.session_id));
  const seen = useSeen(me).get(handoff.session_id);
  const { unread, given } = heldConversation(handoff, log, seen, me);
  if (log === undefined || (unread === 0 && !given)) return null;
  return (
    <span className="clock min-w-5 shrink-0 rounded-full bg-accent px-1.5 text-center text-2xs font-semibold text-on-accent">
      {unread === 0 ? messages.queue.given : <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>}
      {unread > 0 && <span className="sr-only">{messages.queue.unread(unread)}</span>}
    </span>
  );
}
