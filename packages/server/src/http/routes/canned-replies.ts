import { CannedReplySchema, CreateCannedReplySchema, UpdateCannedReplySchema } from '@baton/protocol';
import type { CannedReply, CreateCannedReply, UpdateCannedReply } from '@baton/protocol';
import { z } from 'zod';
import { randomId } from '../../app/random-id.ts';
import type { CannedReplyRecord } from '../../core/behaviour/canned-reply-record.ts';
import { shortcutTaken } from '../../core/behaviour/shortcut-taken.ts';
import { formatTime } from '../../core/time.ts';
import { checkSetup } from '../access/staff-access.ts';
import { findRecord } from '../behaviour-references.ts';
import { itemNotFound, refused, unprocessable } from '../problem.ts';
import { textParam } from '../query.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';
import { inPages, streamArray } from '../stream-array.ts';

const PATH = '/canned-replies';
const TAG = 'canned-replies';
/** A console holds them all: typing after `/` waits for nothing. */
const MOST = 2000;

/** Texts that operators send often. Agents have canned responses, which are another matter. */
export function cannedReplyRoutes(parts: ServerParts): void {
  listing(parts);
  creating(parts);
  changing(parts);
  deleting(parts);
}

function cannedReplyView(reply: CannedReplyRecord): CannedReply {
  const { createdAt, ...rest } = reply;
  return { ...rest, creation_utc: formatTime(createdAt) };
}

const ListQuerySchema = z.object({
  department: textParam('Those that operators of this department are shown: its own and those for all.'),
});

function listing(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: PATH,
    operation: 'canned-replies.read',
    tag: TAG,
    summary: 'List canned replies by their shortcuts',
    query: ListQuerySchema,
    response: z.array(CannedReplySchema),
    status: 200,
    handle({ query: { department }, reply }) {
      const shown = parts.behaviours
        .list('canned_reply')
        .filter(
          (each) => department === undefined || each.department === null || each.department === department,
        )
        .toSorted((a, b) => (a.shortcut < b.shortcut ? -1 : a.shortcut > b.shortcut ? 1 : 0));
      return streamArray(
        reply,
        inPages(shown, (page) => page.map(cannedReplyView)),
      );
    },
  });
}

function creating(parts: ServerParts): void {
  const { behaviours, writer, app } = parts;
  route(parts, {
    method: 'POST',
    path: PATH,
    operation: 'canned-replies.write',
    tag: TAG,
    summary: 'Create a canned reply',
    body: CreateCannedReplySchema,
    response: CannedReplySchema,
    status: 201,
    refusals: [403, 404, 409],
    handle({ body, principal }) {
      checkSetup(principal, parts.staff);
      return writer.run(async () => {
        if (behaviours.countStored('canned_reply') >= MOST)
          throw unprocessable(`There are ${MOST} canned replies already; delete some first.`);
        const record = newReply(body, app.clock.now());
        await store(parts, record);
        return cannedReplyView(record);
      });
    },
  });
}

function changing(parts: ServerParts): void {
  const { writer } = parts;
  route(parts, {
    method: 'PATCH',
    path: `${PATH}/:canned_reply_id`,
    operation: 'canned-replies.write',
    tag: TAG,
    summary: 'Change a canned reply',
    body: UpdateCannedReplySchema,
    response: CannedReplySchema,
    status: 200,
    refusals: [403, 404, 409],
    handle({ params, body, principal }) {
      checkSetup(principal, parts.staff);
      return writer.run(async () => {
        const record = changed(findRecord(parts, 'canned_reply', params['canned_reply_id'] ?? ''), body);
        await store(parts, record);
        return cannedReplyView(record);
      });
    },
  });
}

function deleting(parts: ServerParts): void {
  const { behaviours, writer } = parts;
  route(parts, {
    method: 'DELETE',
    path: `${PATH}/:canned_reply_id`,
    operation: 'canned-replies.write',
    tag: TAG,
    summary: 'Delete a canned reply',
    status: 204,
    refusals: [403, 404],
    handle({ params, principal }) {
      checkSetup(principal, parts.staff);
      return writer.run(async () => {
        const { id } = findRecord(parts, 'canned_reply', params['canned_reply_id'] ?? '');
        await behaviours.apply([{ op: 'delete', kind: 'canned_reply', id }]);
      });
    },
  });
}

function newReply(body: CreateCannedReply, createdAt: number): CannedReplyRecord {
  return {
    id: randomId(),
    createdAt,
    shortcut: body.shortcut,
    title: body.title,
    text: body.text,
    department: body.department ?? null,
    language: body.language ?? null,
  };
}

function changed(reply: CannedReplyRecord, body: UpdateCannedReply): CannedReplyRecord {
  const { shortcut, title, text, department, language } = body;
  return {
    ...reply,
    ...(shortcut !== undefined && { shortcut }),
    ...(title !== undefined && { title }),
    ...(text !== undefined && { text }),
    ...(department !== undefined && { department }),
    ...(language !== undefined && { language }),
  };
}

async function store({ behaviours, staff }: ServerParts, record: CannedReplyRecord): Promise<void> {
  const { department, shortcut } = record;
  if (department !== null && staff.department(department) === null) throw itemNotFound(department);
  const taken = shortcutTaken(behaviours.list('canned_reply'), record);
  if (taken !== null) {
    const where = department === null ? 'for all departments' : `of department '${department}'`;
    throw refused('in-use', `The canned reply '${taken.title}' ${where} has the shortcut /${shortcut}.`);
  }
  await behaviours.apply([{ op: 'put', kind: 'canned_reply', record }]);
}
