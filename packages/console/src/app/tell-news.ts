import type { Alert, StreamFrame } from '@baton/protocol';
import type { QueryClient } from '@tanstack/react-query';
import { announce } from '../lib/announcer.ts';
import { isLookedAt } from '../lib/attention.ts';
import { notify, ring } from '../lib/bell.ts';
import { customerName } from '../lib/customer-name.ts';
import type { HandoffBoard } from '../lib/handoff-board.ts';
import { newlyWaiting } from '../lib/handoff-board.ts';
import { messages } from '../lib/messages.ts';
import { isOfferedTo } from '../lib/offers.ts';
import { boardQuery } from '../lib/queries.ts';
import { reasonText } from '../lib/reason-text.ts';
import { watchedSession } from '../lib/watched-session.ts';

/** Says what a frame brings that one should hear of, before the frame is applied. Offers, and what
 * is one's own, are told by themselves. */
export function tellNews(cache: QueryClient, frame: StreamFrame, me: string): void {
  const board = cache.getQueryData(boardQuery.queryKey);
  if (board === undefined) return;
  if (frame.type === 'alert') return tellAlert(frame.alert, board);
  const fresh = newlyWaiting(board, frame);
  if (fresh !== null && !isOfferedTo(fresh, me))
    announce(messages.queue.announceNew(customerName(fresh), reasonText(fresh.reason)));
}

function tellAlert(alert: Alert, board: HandoffBoard): void {
  const handoff = board.get(alert.handoff_id);
  const customer = handoff === undefined ? messages.alerts.somebody : customerName(handoff);
  const text = `${customer} ${messages.alerts.kinds[alert.kind]}`;
  announce(text);
  // One has it before one's eyes.
  if (isLookedAt() && watchedSession() === alert.session_id) return;
  ring();
  notify(text, messages.product, alert.id);
}
