import type { DatabaseSync } from 'node:sqlite';
import type { AttachmentRecord } from '../../core/attachment/attachment-record.ts';
import type {
  AttachmentRecords,
  BeginOutcome,
  NewAttachment,
  SessionRoom,
} from '../../ports/attachment-records.ts';
import type { StoreWriter } from './write-operation.ts';

const COLUMNS = 'attachment.id, session.id AS sessionId, name, type, size, by, at, state, digest';
const FROM = `FROM attachment JOIN session ON session.key = session_key WHERE session.id = ?`;

/** What is known of attachments, on SQLite. */
export class SqliteAttachmentRecords implements AttachmentRecords {
  readonly #db: DatabaseSync;
  readonly #writer: StoreWriter;

  constructor(db: DatabaseSync, writer: StoreWriter) {
    this.#db = db;
    this.#writer = writer;
  }

  async begin(attachment: NewAttachment, room: SessionRoom): Promise<BeginOutcome> {
    const { id, sessionId, name, type, size, by, at, idempotency } = attachment;
    const begun = await this.#write(
      'beginAttachment',
      ...[id, sessionId, name, type, size, by, at],
      ...[idempotency?.key ?? null, idempotency?.fingerprint ?? null, room.files, room.bytes],
    );
    if (begun === 1) return 'begun';
    if (this.#db.prepare('SELECT 1 FROM session WHERE id = ?').get(sessionId) === undefined)
      return 'no-session';
    const repeated =
      idempotency !== undefined && (await this.readRepeated(sessionId, idempotency.key)) !== null;
    return repeated ? 'repeated' : 'full';
  }

  async finish(id: string, { size, digest }: { size: number; digest: string }): Promise<boolean> {
    return (await this.#write('finishAttachment', id, size, digest)) === 1;
  }

  async discard(id: string): Promise<void> {
    await this.#write('discardAttachment', id);
  }

  async read(sessionId: string, id: string): Promise<AttachmentRecord | null> {
    const row = this.#db.prepare(`SELECT ${COLUMNS} ${FROM} AND attachment.id = ?`).get(sessionId, id);
    return (row as AttachmentRecord | undefined) ?? null;
  }

  async readRepeated(
    sessionId: string,
    key: string,
  ): Promise<{ readonly record: AttachmentRecord; readonly fingerprint: string } | null> {
    const row = this.#db
      .prepare(`SELECT ${COLUMNS}, fingerprint ${FROM} AND attachment.key = ?`)
      .get(sessionId, key) as (AttachmentRecord & { fingerprint: string }) | undefined;
    if (row === undefined) return null;
    const { fingerprint, ...record } = row;
    return { record, fingerprint };
  }

  async abandon(until: number): Promise<void> {
    await this.#write('abandonAttachments', until);
  }

  async expire(until: number): Promise<void> {
    await this.#write('expireAttachments', until);
  }

  async listRemoved(limit: number): Promise<string[]> {
    const rows = this.#db.prepare(`SELECT id FROM attachment WHERE state = 'removed' LIMIT ?`).all(limit);
    return rows.map((row) => (row as { id: string }).id);
  }

  async forget(ids: readonly string[]): Promise<void> {
    const operations = ids.map((id) => ({ statement: 'forgetAttachment', parameters: [id] }));
    await this.#writer.run({ op: 'directory-all', operations });
  }

  close(): void {
    this.#db.close();
  }

  #write(statement: string, ...parameters: (string | number | null)[]): Promise<number> {
    return this.#writer.run<number>({ op: 'directory', statement, parameters });
  }
}
