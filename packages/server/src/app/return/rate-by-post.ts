import { RateHandoffSchema } from '@baton/protocol';
import type { HandoffEventData } from '@baton/protocol';
import { rateByWriting } from '../../core/handoff/keep-record.ts';
import type { EventRecord } from '../../core/log/event-record.ts';
import type { NewEvent } from '../../core/log/new-event.ts';
import { readRating } from '../../core/rating/read-rating.ts';
import type { SpokenRating } from '../../core/rating/read-rating.ts';
import type { RecalledSession } from '../../ports/session-store.ts';
import type { App } from '../app.ts';
import { changeDesk } from '../change-desk.ts';
import { fromDesk } from '../posted.ts';
import type { MessageAct, PostedCustom, PostedMessage } from '../posted.ts';
import type { PostContext, PostOutcome } from '../post-outcome.ts';

const EVENT_TYPE = 'handoff.rate';
const BAD_RATING =
  'A rating is `{"type": "handoff.rate", "score": 1 to 5}`, with a `comment` of at most 2,000 characters if there is one.';
const NOTHING_TO_RATE = 'There is nothing to rate in this session: nobody has served the customer yet.';
/** Between the question and its answer there may stand signs of the page; more than that means something else. */
const READ_BACK = 10;

/** H8.5: words that answer the question for a rating, directly after it, are one. */
export const RATING_IN_WORDS: MessageAct = {
  // What can be rated has ended, and the AI has the session.
  may: ({ control }) => control.mode === 'auto',
  act: rateInWords,
};

async function rateInWords(
  app: App,
  session: RecalledSession,
  { event, text }: PostedMessage,
  context: PostContext,
): Promise<PostOutcome | null> {
  const rating = readRating(text);
  if (rating === null) return null;
  const newest = await app.sessions.listEventsBackward(session.id, Number.MAX_SAFE_INTEGER, READ_BACK);
  const asked = askedJustNow(newest);
  if (asked === null) return null;
  const seenOffset = newest[0]?.offset ?? -1;
  const outcome = await write(app, session.id, asked, { event, rating, seenOffset }, context);
  if (outcome === null || outcome.type !== 'stored') return outcome;
  if (rating.asksMore) app.turns.start(session.id, { traceId: context.traceId });
  return outcome;
}

/** H8.5: the stars of the customer's page, as an event of its log. */
export async function rateByEvent(
  app: App,
  session: RecalledSession,
  { event, data }: PostedCustom,
  context: PostContext,
): Promise<PostOutcome | null> {
  if (typeof data !== 'object' || data === null || Array.isArray(data) || data['type'] !== EVENT_TYPE)
    return null;
  const parsed = RateHandoffSchema.safeParse(data);
  if (!parsed.success) return { type: 'invalid', detail: BAD_RATING };
  const { score, comment = null } = parsed.data;
  const last = await app.sessions.readLastHandoff(session.id);
  if (last === null || last.acceptedAt === null) return { type: 'invalid', detail: NOTHING_TO_RATE };
  const rating = { score, comment, asksMore: false };
  return write(app, session.id, last.id, { event, rating, seenOffset: null }, context);
}

interface Rated {
  readonly event: NewEvent;
  readonly rating: SpokenRating;
  /** Newest offset, where the words count only behind it. */
  readonly seenOffset: number | null;
}

/** Null when something else was written meanwhile: the words are no answer to the question any more. */
async function write(
  app: App,
  sessionId: string,
  handoffId: string,
  { event, rating: { score, comment, asksMore }, seenOffset }: Rated,
  context: PostContext,
): Promise<PostOutcome | null> {
  const outcome = await changeDesk(
    app,
    sessionId,
    async (desk, moment) => {
      const handoff = await app.sessions.readHandoff(handoffId);
      return rateByWriting({ ...desk, handoff }, { event, score, comment, asksMore }, moment);
    },
    {
      traceId: context.traceId,
      idempotency: context.idempotency,
      answer: event,
      ...(seenOffset !== null && { guard: { seenOffset } }),
    },
  );
  if (outcome.type === 'stale-view' || outcome.type === 'unchanged') return null;
  if (seenOffset !== null && outcome.type === 'refused') return null;
  return fromDesk(sessionId, event, outcome);
}

/** The handoff that the customer has just been asked to rate; null when something was said or done since. */
function askedJustNow(newestFirst: readonly EventRecord[]): string | null {
  const newest = newestFirst.find(
    ({ kind, source }) => kind !== 'status' && !(kind === 'custom' && source !== 'system'),
  );
  if (newest === undefined || newest.kind !== 'custom') return null;
  const data = JSON.parse(newest.data) as Partial<HandoffEventData> | null;
  return data?.type === 'handoff.rating-asked' ? (data.handoff_id ?? null) : null;
}
