import type { Alert } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef } from 'react';
import { announce } from '../lib/announcer.ts';
import { useIsLookedAt } from '../lib/attention.ts';
import { notify, ring } from '../lib/bell.ts';
import { customerName } from '../lib/customer-name.ts';
import { useDismissedAlerts } from '../lib/dismissed-alerts.ts';
import type { HeldConversation } from '../lib/held-conversation.ts';
import { isAlive } from '../lib/live-alerts.ts';
import { messages } from '../lib/messages.ts';
import { useOperator } from '../lib/operator.ts';
import { boardQuery, deskQuery } from '../lib/queries.ts';
import { reasonText } from '../lib/reason-text.ts';
import type { Wanted } from '../lib/reminders.ts';
import { keepSeen, markSeen } from '../lib/seen.ts';
import { useHeldConversations } from '../lib/use-held-conversations.ts';
import { useReminders } from '../lib/use-reminders.ts';
import { useWatchedSession } from '../lib/watched-session.ts';

const SECOND = 1000;
/**
 * A message: at once, after half a minute, then each minute, five times more. At once is late enough for another tab to
 * say that it has it on screen.
 */
const MESSAGE_WAITS = [0.5, 30, 60, 60, 60, 60].map((seconds) => seconds * SECOND);
/** As often as an offer, for a minute. What one takes oneself is open before the first. */
const GIVEN_WAITS = [1.5, ...Array.from({ length: 11 }, () => 5)].map((seconds) => seconds * SECOND);
/** After it was told when it came. */
const ALERT_WAITS = [60, 60, 60].map((seconds) => seconds * SECOND);
/** Characters of a message that a notification has room for. */
const MOST_CHARACTERS = 140;
/** Of all that is due at once a desktop is shown this much. */
const MOST_SHOWN = 3;

/** Something to tell, and the conversation that a click on it opens. */
interface News extends Wanted {
  title: string;
  body: string;
  handoffId: string;
  /** Said once to whoever listens; null where it has been said. */
  said: string | null;
}

const NOTHING: readonly HeldConversation[] = [];

/** Tells of what is one's own until one looks: what customers write, what one was given, alerts. Renders nothing. */
export function NewsBell() {
  const navigate = useNavigate();
  const held = useHeldConversations();
  const lookedAt = useOpenSession();
  useKeptSeen(held, lookedAt);
  const alerts = useOverdueAlerts(lookedAt);
  const news = [...(held ?? NOTHING).flatMap((each) => newsOf(each, lookedAt)), ...alerts];
  const heard = useRef<ReadonlySet<string>>(new Set());
  useReminders(news, (ids) => {
    const due = news.filter(({ id }) => ids.includes(id));
    ring();
    for (const { id, title, body, handoffId } of due.slice(0, MOST_SHOWN))
      notify(title, body, id, {
        evenHere: true,
        onClick: () =>
          void navigate({ to: '/handoffs/$handoffId', params: { handoffId }, search: (current) => current }),
      });
    const fresh = due.filter((each) => each.said !== null && !heard.current.has(keyOf(each)));
    heard.current = new Set([...news.map(keyOf).filter((key) => heard.current.has(key)), ...due.map(keyOf)]);
    if (fresh.length > 0) announce(fresh.map(({ said }) => said).join('. '));
  });
  return null;
}

function keyOf({ id, mark }: Wanted): string {
  return `${id} ${mark}`;
}

/** The session that is on screen, if somebody looks at the screen. */
function useOpenSession(): string | null {
  const onScreen = useWatchedSession();
  return useIsLookedAt() ? onScreen : null;
}

/** What is looked at is seen; what one does not hold any more is forgotten. */
function useKeptSeen(held: readonly HeldConversation[] | undefined, lookedAt: string | null): void {
  const { id: me } = useOperator();
  /** Those that one held when the page was opened, until their logs are there. */
  const early = useRef<Set<string> | null>(null);
  const keep = useEffectEvent(() => {
    if (held === undefined) return;
    early.current ??= new Set(held.map(({ handoff }) => handoff.session_id));
    keepSeen(me, new Set(held.map(({ handoff }) => handoff.session_id)));
    for (const { handoff, end, due } of held) {
      const { session_id: sessionId } = handoff;
      if (end === null) continue;
      // Nobody waits there: one was there before, with another browser.
      const settled = early.current.delete(sessionId) && due === null;
      if (sessionId === lookedAt || settled) markSeen(me, sessionId, end);
    }
  });
  const key = held?.map(({ handoff, end }) => `${handoff.session_id} ${end}`).join('\n');
  useEffect(() => keep(), [key, lookedAt]);
}

function newsOf({ handoff, given, newest, end }: HeldConversation, lookedAt: string | null): News[] {
  if (end === null || handoff.session_id === lookedAt) return [];
  const customer = customerName(handoff);
  const { id: handoffId } = handoff;
  if (given) {
    const title = messages.news.given(customer);
    const body = reasonText(handoff.reason);
    return [
      {
        id: `given-${handoffId}`,
        mark: handoffId,
        waits: GIVEN_WAITS,
        title,
        body,
        handoffId,
        said: `${title}: ${body}`,
      },
    ];
  }
  if (newest === null) return [];
  const title = messages.news.wrote(customer);
  return [
    {
      id: `said-${handoffId}`,
      mark: String(newest.offset),
      waits: MESSAGE_WAITS,
      title,
      body: newest.text.slice(0, MOST_CHARACTERS),
      handoffId,
      said: title,
    },
  ];
}

/** That a service level is near or past is told again: somebody waits with nobody there. */
function useOverdueAlerts(lookedAt: string | null): News[] {
  const { data: desk } = useQuery(deskQuery);
  const { data: board } = useQuery(boardQuery);
  const dismissed = useDismissedAlerts();
  return (desk?.alerts ?? []).filter(isOfServiceLevel).flatMap((alert) => {
    const { id, kind, handoff_id: handoffId, session_id: sessionId } = alert;
    const handoff = board?.get(handoffId);
    // Of one that is not on the board nobody knows when it is over.
    const over = handoff === undefined || !isAlive(alert, handoff);
    if (over || dismissed.has(id) || sessionId === lookedAt) return [];
    const title = `${customerName(handoff)} ${messages.alerts.kinds[kind]}`;
    const body = messages.product;
    return [{ id: `alert-${id}`, mark: id, waits: ALERT_WAITS, title, body, handoffId, said: null }];
  });
}

function isOfServiceLevel({ kind }: Alert): boolean {
  return kind === 'service-level-near' || kind === 'service-level-passed';
}
