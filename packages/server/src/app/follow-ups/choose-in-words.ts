import type { MessageData } from '@baton/protocol';
import { askAddressText, notThenText } from '../../core/handoff/customer-text.ts';
import { DecisionBuilder, hasOpenHandoff } from '../../core/handoff/decision.ts';
import { isWaiting } from '../../core/handoff/handoff-state.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import { formatTime } from '../../core/time.ts';
import { checkCallbackTime } from '../../core/waiting/alternatives.ts';
import { readChoice } from '../../core/waiting/read-choice.ts';
import type { WordedChoice } from '../../core/waiting/read-choice.ts';
import type { RecalledSession } from '../../ports/session-store.ts';
import type { App } from '../app.ts';
import { changeDesk } from '../change-desk.ts';
import type { PostContext, PostOutcome } from '../post-outcome.ts';
import { fromDesk } from '../posted.ts';
import type { MessageAct, PostedMessage } from '../posted.ts';
import { chooseAlternative } from './choose-alternative.ts';
import { posted } from './choose-by-event.ts';

/** So far back is looked for what the desk has asked. */
const MOST_EVENTS = 100;
const DAY = 86_400_000_000;
/** Nothing shorter holds an address. */
const ADDRESS = /@|\d{3}/;

/**
 * H7.1: one who waits and has been offered alternatives may choose in his own words. What is not clear changes
 * nothing; where only the address is missing the desk asks for it, once.
 */
export const CHOICE_IN_WORDS: MessageAct = {
  // Where somebody speaks for the company already nobody waits.
  may: ({ control }) => control.holder.kind === 'none',
  act: chooseInWords,
};

async function chooseInWords(
  app: App,
  session: RecalledSession,
  { event, text }: PostedMessage,
  context: PostContext,
): Promise<PostOutcome | null> {
  const handoff = await app.sessions.readOpenHandoff(session.id);
  if (handoff === null || !isWaiting(handoff.stage) || handoff.alternatives.length === 0) return null;
  const now = app.clock.now();
  // Most messages choose nothing, whatever was asked before: the log is read for those that may.
  const asked = ADDRESS.test(text) ? await lastAsked(app, handoff) : null;
  const worded = readChoice(text, { asked, now, zone: zoneOf(app, handoff) ?? 'UTC' });
  if (worded === null || !handoff.alternatives.includes(worded.choice)) return null;
  const { choice, address } = worded;
  const answer = (words: string): Promise<PostOutcome | null> =>
    sayAfter(app, handoff, { event, words }, context);
  if (choice !== 'ai' && address === null) {
    const words = askAddressText(choice, handoff.package.language);
    return (await deskWords(app, handoff)).includes(words) ? null : answer(words);
  }
  const call = callTime(app, handoff, worded, now);
  if (call.type === 'not-then') return answer(noTime(app, handoff, call.nearest, now));
  const { traceId, idempotency } = context;
  const request = { traceId, idempotency, said: event };
  const outcome = await chooseAlternative(app, handoff.id, { choice, address, at: call.at }, request);
  if (outcome.type === 'refused' && outcome.code === 'time-not-possible')
    return answer(noTime(app, handoff, outcome.nearest ?? null, now));
  // Somebody came in between, or the words hold no address after all: it is a message like any other.
  if (outcome.type === 'refused' || outcome.type === 'invalid') return null;
  return posted(session.id, event, outcome);
}

type CallTime =
  | { readonly type: 'at'; readonly at: string | null }
  | { readonly type: 'not-then'; readonly nearest: number | null };

/** A day alone means any time of it at which somebody can call. */
function callTime(app: App, { requirements }: HandoffState, { at }: WordedChoice, now: number): CallTime {
  if (at === null) return { type: 'at', at: null };
  if (!at.wholeDay) return { type: 'at', at: formatTime(at.at) };
  const checked = checkCallbackTime(app.staff.hoursOf(requirements.department), at.at, now);
  if (checked.type === 'kept') return { type: 'at', at: formatTime(at.at) };
  const { nearest } = checked;
  const sameDay = nearest !== null && Math.abs(nearest - at.at) < DAY / 2;
  return sameDay ? { type: 'at', at: formatTime(nearest) } : { type: 'not-then', nearest };
}

function noTime(app: App, handoff: HandoffState, nearest: number | null, now: number): string {
  const moment = nearest === null ? null : { at: nearest, now, zone: zoneOf(app, handoff) };
  return notThenText(handoff.package.language, moment);
}

function zoneOf(app: App, { requirements }: HandoffState): string | null {
  return app.staff.hoursOf(requirements.department)?.zone ?? null;
}

/** The message, and the desk's words to it; null when he does not wait any more. */
async function sayAfter(
  app: App,
  { id, sessionId }: HandoffState,
  { event, words }: { readonly event: PostedMessage['event']; readonly words: string },
  { traceId, idempotency }: PostContext,
): Promise<PostOutcome | null> {
  const outcome = await changeDesk(
    app,
    sessionId,
    (desk, moment) =>
      hasOpenHandoff(desk) && desk.handoff.id === id && isWaiting(desk.handoff.stage)
        ? new DecisionBuilder(desk, moment).event(event).say(words).build()
        : null,
    { traceId, idempotency, answer: event },
  );
  return outcome.type === 'unchanged' ? null : fromDesk(sessionId, event, outcome);
}

/** What the desk has asked for last; null: nothing. */
async function lastAsked(app: App, handoff: HandoffState): Promise<'callback' | 'email' | null> {
  const { language } = handoff.package;
  const kinds = ['callback', 'email'] as const;
  for (const words of await deskWords(app, handoff)) {
    const asked = kinds.find((kind) => words === askAddressText(kind, language));
    if (asked !== undefined) return asked;
  }
  return null;
}

/** What the desk has said since the handoff began, the newest first. */
async function deskWords(app: App, { sessionId, openedOffset }: HandoffState): Promise<string[]> {
  const events = await app.sessions.listEventsBackward(sessionId, Number.MAX_SAFE_INTEGER, MOST_EVENTS);
  return events
    .filter(({ kind, source, offset }) => kind === 'message' && source === 'system' && offset >= openedOffset)
    .map(({ data }) => (JSON.parse(data) as MessageData).message);
}
