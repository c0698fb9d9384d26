import { z } from 'zod';
import type { FeedSubject } from '../../app/feed/console-feed.ts';
import type { Principal } from '../access/principal.ts';
import { EventStream } from '../follow/event-stream.ts';
import { placeFor } from '../follow/reader-place.ts';
import type { ReaderPlace } from '../follow/readers.ts';
import { invalid, refused, unprocessable } from '../problem.ts';
import { textParam } from '../query.ts';
import type { Call } from '../route.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';

interface StreamQuery {
  watch?: string | undefined;
  operator?: string | undefined;
}

/** As many conversations as one person looks at. */
const MOST_WATCHED = 20;

const StreamQuerySchema: z.ZodType<StreamQuery> = z.object({
  watch: textParam(
    `Ids of sessions, separated by commas, at most ${MOST_WATCHED}: their events are sent too, where you may see them.`,
  ),
  operator: textParam("With an admin's key: the operator whose console this is."),
});

/** `GET /stream`: the console's one live connection. */
export function streamRoutes(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: '/stream',
    operation: 'stream.read',
    tag: 'handoffs',
    summary:
      'What happens at the desk, as far as it is for the caller, as server-sent events; resumes with Last-Event-ID',
    query: StreamQuerySchema,
    status: 200,
    refusals: [403, 429],
    async handle(call) {
      const subject = await subjectOf(parts, call);
      const { operatorId } = subject;
      const place = placeFor(parts.readers, call, null);
      if (operatorId !== null && parts.connections.isCrowded(operatorId))
        throw refused('rate-limited', 'Too many streams are open: close one, and try again.');
      const header = call.request.headers['last-event-id'];
      // Whoever went away meanwhile would never be told that he has.
      if (!call.request.raw.destroyed)
        follow(parts, call, { subject, place, from: typeof header === 'string' ? header : null });
    },
  });
}

async function subjectOf(
  { app }: ServerParts,
  { principal, query }: Call<undefined, StreamQuery>,
): Promise<FeedSubject> {
  const watched = new Set((query.watch ?? '').split(',').filter((id) => id !== ''));
  if (watched.size > MOST_WATCHED) {
    const msg = `Name at most ${MOST_WATCHED} sessions.`;
    throw invalid([{ loc: ['query', 'watch'], msg, type: 'too_long', input: watched.size }]);
  }
  const operatorId = operatorOf(principal, query.operator ?? null);
  if (principal.role === 'operator') await app.staff.ensureOperator(principal.operator);
  else if (operatorId !== null && app.staff.operator(operatorId) === null)
    throw unprocessable(`There is no operator '${operatorId}'.`);
  return { admin: principal.role === 'admin', operatorId, watched };
}

function operatorOf(principal: Principal, named: string | null): string | null {
  if (principal.role !== 'operator') return named;
  if (named !== null && named !== principal.operator.id)
    throw refused('forbidden', 'An operator follows his own stream only: leave `operator` out.');
  return principal.operator.id;
}

function follow(
  parts: ServerParts,
  { reply }: Call<undefined, StreamQuery>,
  { subject, place, from }: { subject: FeedSubject; place: ReaderPlace; from: string | null },
): void {
  const { feed, connections } = parts;
  let cursor = from;
  const life = subject.operatorId === null ? null : connections.open(subject.operatorId);
  const stream = new EventStream({
    reply,
    readers: parts.readers,
    place,
    idleEnd: null,
    ...parts.streamTimes,
    async next() {
      for (;;) {
        const before = cursor;
        const page = await feed.after(cursor, subject);
        cursor = page.cursor;
        if (page.frames.length > 0)
          return page.frames
            .map((frame) => `id: ${frame.id}\nevent: ${frame.type}\ndata: ${frame.data}\n\n`)
            .join('');
        // A page of frames that are for others ends before the newest.
        if (cursor === before) return '';
      }
    },
    onClose: (why) => {
      subscription.cancel();
      life?.close(why !== 'shutdown');
    },
  });
  const subscription = feed.subscribe(() => stream.wake(), subject.operatorId);
  stream.wake();
}
