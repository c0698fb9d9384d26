import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useClock } from '../../lib/clock.ts';
import { customerName } from '../../lib/customer-name.ts';
import { isWaiting } from '../../lib/handoff-stage.ts';
import { unreadOf } from '../../lib/held-conversation.ts';
import { messages } from '../../lib/messages.ts';
import { offersTo } from '../../lib/offers.ts';
import { useOperator } from '../../lib/operator.ts';
import type { PageId } from '../../lib/pages.ts';
import { boardQuery } from '../../lib/queries.ts';
import { useHeldConversations } from '../../lib/use-held-conversations.ts';

/** Keeps the title of the browser's tab. Renders nothing, and alone, since it may change each second. */
export function PageTitle({ page }: { page: PageId | null }) {
  const { id: me } = useOperator();
  const { data: board } = useQuery(boardQuery);
  const [offer] = offersTo(board?.values() ?? [], me);
  const offered = offer === undefined ? null : customerName(offer);
  const unread = (useHeldConversations() ?? []).reduce((sum, each) => sum + unreadOf(each), 0);
  const waiting = [...(board?.values() ?? [])].filter(isWaiting).length;
  const plain =
    page === null || page === 'queue'
      ? messages.title(waiting)
      : messages.navigation.title(messages.navigation[page], waiting);
  const calm = unread === 0 ? plain : messages.navigation.titleUnread(unread, plain);
  // While something is offered the title changes each second, so that it is seen among other tabs.
  const title = useClock((now) =>
    offered !== null && Math.floor(now / 1000) % 2 === 0 ? messages.titleOffer(offered) : calm,
  );
  useEffect(() => {
    document.title = title;
  }, [title]);
  return null;
}
