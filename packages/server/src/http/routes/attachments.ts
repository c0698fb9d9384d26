import { Readable } from 'node:stream';
import { AttachmentSchema } from '@baton/protocol';
import { z } from 'zod';
import type { Attachments } from '../../app/attachments/attachments.ts';
import type { UploadOutcome } from '../../app/attachments/upload.ts';
import type { AttachmentRecord } from '../../core/attachment/attachment-record.ts';
import type { ByteRange } from '../../ports/attachment-store.ts';
import { audienceOf } from '../access/audience.ts';
import { attachmentHeaders, isSame, readRange } from '../attachments/attachment-headers.ts';
import { discardRest, uploadBytes } from '../attachments/upload-bytes.ts';
import { Problem, notFound, refused, sessionNotFound, unprocessable } from '../problem.ts';
import { boolParam, textParam } from '../query.ts';
import type { Call } from '../route.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';
import { widgetSettingsView } from './widget-settings.ts';

interface UploadQuery {
  name?: string | undefined;
}
const UploadQuerySchema: z.ZodType<UploadQuery> = z.object({
  name: textParam('What the sender calls the file.'),
});

interface ReadQuery {
  inline: boolean;
}
const ReadQuerySchema: z.ZodType<ReadQuery> = z.object({
  inline: boolParam(false, 'To be shown in a page: for images only, all else is downloaded.'),
});

/** Refused uploads are read on for so long, so that their sender hears why. */
const DISCARD_MS = 5000;

/** Files of sessions. */
export function attachmentRoutes(parts: ServerParts): void {
  const { attachments } = parts.app;
  if (attachments === undefined) return;
  // Bytes of any kind, which nobody parses: access is decided on before the first of them is read.
  void parts.server.register(async (server) => {
    server.removeAllContentTypeParsers();
    server.addContentTypeParser('*', (_request, _payload, done) => done(null));
    uploadRoute({ ...parts, server }, attachments);
  });
  readRoute(parts, attachments);
}

function uploadRoute(parts: ServerParts, attachments: Attachments): void {
  route(parts, {
    method: 'POST',
    path: '/sessions/:session_id/attachments',
    operation: 'events.create',
    tag: 'sessions',
    summary: 'Store a file that a message may then name; the body is the file itself',
    query: UploadQuerySchema,
    response: AttachmentSchema,
    status: 201,
    refusals: [404, 408, 409, 413, 415, 429],
    rateLimit: { max: 40, timeWindow: '1 minute' },
    readsBody: true,
    async handle(call) {
      const { raw } = call.request;
      try {
        return await handleUpload(parts, attachments, call);
      } catch (error) {
        const late = error instanceof Problem && error.status === 408;
        if (!late) await discardRest(raw, 2 * attachments.limit, DISCARD_MS);
        if (!raw.readableEnded) call.reply.header('connection', 'close');
        throw error;
      }
    },
  });
}

async function handleUpload(
  parts: ServerParts,
  attachments: Attachments,
  call: Call<undefined, UploadQuery>,
): Promise<unknown> {
  const sessionId = call.params['session_id'] ?? '';
  const { raw } = call.request;
  const length = raw.headers['content-length'];
  const session = await parts.app.sessions.readSession(sessionId);
  if (session === null) throw sessionNotFound(sessionId);
  const byCustomer = audienceOf(call.principal) === 'customer';
  if (byCustomer && !widgetSettingsView(parts, { id: session.agentId, name: '' }).attachments)
    throw refused('forbidden', 'No files are taken in conversations with this agent.');
  const outcome = await attachments.upload({
    sessionId,
    name: call.query.name ?? '',
    by: byCustomer ? 'customer' : 'company',
    bytes: uploadBytes(raw, parts.uploadTimes),
    length: length === undefined ? null : Number(length),
    idempotency: call.idempotency,
  });
  if (outcome.type === 'stored') return outcome.attachment;
  throw uploadProblem(outcome, attachments, sessionId);
}

function uploadProblem(
  outcome: Exclude<UploadOutcome, { type: 'stored' }>,
  { limit, types }: Attachments,
  sessionId: string,
): Problem {
  switch (outcome.type) {
    case 'no-session':
      return sessionNotFound(sessionId);
    case 'empty':
      return unprocessable('The file is empty: send its bytes as the body.');
    case 'unsupported':
      return refused(
        'unsupported-type',
        `Files of this type are not taken, by what is in them. These are: ${types.join(', ')}.`,
        { accepted: types },
      );
    case 'full':
      return refused('too-large', 'This conversation holds as many files as it may.');
    case 'busy':
      return new Problem(409, { detail: 'An upload with this Idempotency-Key is still going on.' });
    case 'idempotency-mismatch':
      return refused('idempotency-mismatch', 'This Idempotency-Key was used for another file.');
    case 'failed':
      return new Problem(
        503,
        { detail: 'The file could not be stored; nothing was kept. Try again later.' },
        { 'retry-after': '5' },
      );
    case 'cut-short':
      return cutShortProblem(outcome.why, limit);
  }
}

function cutShortProblem(why: string, limit: number): Problem {
  if (why === 'too-large')
    return refused('too-large', `The file is larger than this server accepts (${limit} bytes).`, { limit });
  if (why === 'late')
    return new Problem(408, { detail: 'The file took too long to arrive; nothing was kept.' });
  return new Problem(400, { detail: 'The file did not arrive whole; nothing was kept.' });
}

function readRoute(parts: ServerParts, attachments: Attachments): void {
  route(parts, {
    method: 'GET',
    path: '/sessions/:session_id/attachments/:attachment_id',
    operation: 'events.read',
    tag: 'sessions',
    summary: 'Read a file, or a range of its bytes',
    query: ReadQuerySchema,
    status: 200,
    refusals: [404, 416, 503],
    handle: (call) => handleRead(attachments, call),
  });
}

async function handleRead(attachments: Attachments, call: Call<undefined, ReadQuery>): Promise<unknown> {
  const { session_id: sessionId = '', attachment_id: id = '' } = call.params;
  const record = await attachments.find(sessionId, id, audienceOf(call.principal));
  if (record === null) throw notFound(`Attachment not found (id='${id}')`);
  const { request, reply } = call;
  const embedded = request.originalUrl.startsWith('/t/');
  const headers = attachmentHeaders(record, { inline: call.query.inline, embedded });
  const etag = headers['etag'] ?? '';
  if (isSame(request.headers['if-none-match'], etag)) return reply.code(304).headers(headers).send();
  const range = wantedRange(request.headers, etag, record);
  if (range === 'unsatisfiable')
    throw new Problem(
      416,
      { detail: 'The file has no such bytes.' },
      { 'content-range': `bytes */${record.size}` },
    );
  const length = range === null ? record.size : range.last - range.first + 1;
  const bytes = request.method === 'HEAD' ? Readable.from([]) : await readBytes(attachments, record, range);
  reply.code(range === null ? 200 : 206).headers({ ...headers, 'content-length': String(length) });
  if (range !== null) reply.header('content-range', `bytes ${range.first}-${range.last}/${record.size}`);
  return reply.send(bytes);
}

function wantedRange(
  headers: { readonly range?: string | undefined; readonly 'if-range'?: string | string[] | undefined },
  etag: string,
  { size }: AttachmentRecord,
): ReturnType<typeof readRange> {
  const condition = headers['if-range'];
  if (condition !== undefined && condition !== etag) return null;
  return readRange(headers.range, size);
}

async function readBytes(
  attachments: Attachments,
  record: AttachmentRecord,
  range: ByteRange | null,
): Promise<Readable> {
  const outcome = await attachments.open(record, range ?? undefined);
  if (outcome.type === 'found')
    return outcome.bytes instanceof Readable ? outcome.bytes : Readable.from(outcome.bytes);
  if (outcome.type === 'missing') throw notFound(`Attachment not found (id='${record.id}')`);
  throw new Problem(
    503,
    { detail: 'The file cannot be read just now. Try again later.' },
    { 'retry-after': '5' },
  );
}
