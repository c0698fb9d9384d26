import { attachmentView } from '../../core/attachment/attachment-record.ts';
import type { AttachmentRecord } from '../../core/attachment/attachment-record.ts';
import { cleanName } from '../../core/attachment/clean-name.ts';
import { textTypeOf } from '../../core/attachment/read-text.ts';
import type { AttachmentRecords, SessionRoom } from '../../ports/attachment-records.ts';
import type { AttachmentStore, ByteRange, GetOutcome } from '../../ports/attachment-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FileIdentifier } from '../../ports/file-identifier.ts';
import type { Log } from '../../ports/log.ts';
import type { Duty } from '../cluster/duty.ts';
import { newTraceId } from '../random-id.ts';
import { AttachmentSweep } from './attachment-sweep.ts';
import { Incoming } from './incoming.ts';
import type { CutShort } from './incoming.ts';
import { repeatedUpload } from './repeated-upload.ts';
import type { Upload, UploadOutcome } from './upload.ts';

export interface AttachmentParts {
  readonly store: AttachmentStore;
  readonly records: AttachmentRecords;
  readonly identifier: FileIdentifier;
  readonly clock: Clock;
  readonly log: Log;
  /** Bytes of the largest that is taken. */
  readonly limit: number;
  /** Media types that are taken. */
  readonly types: readonly string[];
  /** Other nodes receive files, too; default false. */
  readonly shared?: boolean;
}

/** Who asks for a file: the customer of its session, or anybody of the company. */
export type AttachmentReader = 'customer' | 'company';

/** What a session may hold, so that nobody fills the disk by way of a chat. */
const ROOM: SessionRoom = { files: 100, bytes: 100 * 1024 * 1024 };

/** Files of sessions: taken, given out, and removed with what they belong to. */
export class Attachments implements Duty, AsyncDisposable {
  readonly #parts: AttachmentParts;
  readonly #sweep: AttachmentSweep;

  constructor(parts: AttachmentParts) {
    this.#parts = parts;
    this.#sweep = new AttachmentSweep(parts);
  }

  get limit(): number {
    return this.#parts.limit;
  }

  get types(): readonly string[] {
    return this.#parts.types;
  }

  lead(): Promise<void> {
    return this.#sweep.lead();
  }

  rest(): void {
    this.#sweep.rest();
  }

  /** A session or events were deleted: their files go too. */
  clearAway(): void {
    this.#sweep.soon();
  }

  /** Resolves once what was removed by now is gone from where files are kept, or could not be reached. */
  settled(): Promise<void> {
    return this.#sweep.settled();
  }

  async upload(upload: Upload): Promise<UploadOutcome> {
    const { limit } = this.#parts;
    if (upload.length !== null && upload.length > limit) return { type: 'cut-short', why: 'too-large' };
    const incoming = new Incoming(upload.bytes, limit);
    try {
      return (await this.#repeated(upload, incoming)) ?? (await this.#take(upload, incoming));
    } catch (error) {
      if (incoming.cutShort !== null) return cutShort(incoming.cutShort);
      throw error;
    }
  }

  /** Null where it is not, not yet, or not for this reader: before a message names it, a customer reads his own. */
  async find(sessionId: string, id: string, reader: AttachmentReader): Promise<AttachmentRecord | null> {
    const record = await this.#parts.records.read(sessionId, id);
    if (record === null || record.state === 'storing') return null;
    const shown = record.state === 'sent' || record.by === 'customer' || reader === 'company';
    return shown ? record : null;
  }

  async open(record: AttachmentRecord, range?: ByteRange): Promise<GetOutcome> {
    const outcome = await this.#parts.store.get(record.id, range);
    if (outcome.type === 'failed')
      this.#parts.log.error({ err: outcome.cause, attachment: record.id }, 'an attachment could not be read');
    return outcome;
  }

  async #repeated(upload: Upload, incoming: Incoming): Promise<UploadOutcome | null> {
    if (upload.idempotency === undefined) return null;
    const earlier = await this.#parts.records.readRepeated(upload.sessionId, upload.idempotency.key);
    return earlier === null ? null : repeatedUpload(earlier, upload.idempotency, incoming);
  }

  async #take(upload: Upload, incoming: Incoming): Promise<UploadOutcome> {
    const { records, clock, limit } = this.#parts;
    const head = await incoming.head();
    if (head.length === 0) return { type: 'empty' };
    const type = await this.#typeOf(head, upload.name);
    if (type === null || !this.#parts.types.includes(type)) return { type: 'unsupported' };
    if (type.startsWith('text/')) incoming.expectText();
    const id = newTraceId();
    const begun = await records.begin(
      {
        id,
        sessionId: upload.sessionId,
        name: cleanName(upload.name, type),
        type,
        size: upload.length ?? limit,
        by: upload.by,
        at: clock.now(),
        idempotency: upload.idempotency,
      },
      ROOM,
    );
    if (begun === 'repeated') return { type: 'busy' };
    return begun === 'begun' ? this.#store(upload.sessionId, { id, type }, incoming) : { type: begun };
  }

  async #store(
    sessionId: string,
    { id, type }: { readonly id: string; readonly type: string },
    incoming: Incoming,
  ): Promise<UploadOutcome> {
    const { store, records, log } = this.#parts;
    const put = await store.put(id, type, incoming.bytes());
    if (put.type === 'failed') {
      await this.#discard(id);
      if (incoming.cutShort !== null) return cutShort(incoming.cutShort);
      log.error({ err: put.cause }, 'an attachment could not be stored');
      return { type: 'failed' };
    }
    const finished = await records.finish(id, put);
    const record = finished ? await records.read(sessionId, id) : null;
    if (record !== null) return { type: 'stored', attachment: attachmentView(record) };
    // Its session was deleted meanwhile, and the bytes may have come after they were removed.
    await store.remove(id);
    return { type: 'no-session' };
  }

  async #discard(id: string): Promise<void> {
    await this.#parts.records.discard(id);
    this.#sweep.soon();
  }

  async #typeOf(head: Uint8Array, name: string): Promise<string | null> {
    const known = await this.#parts.identifier.identify(head);
    return known ?? textTypeOf(new TextDecoder().decode(head), name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sweep[Symbol.asyncDispose]();
  }
}

function cutShort(why: CutShort): UploadOutcome {
  return why === 'not-text' ? { type: 'unsupported' } : { type: 'cut-short', why };
}
