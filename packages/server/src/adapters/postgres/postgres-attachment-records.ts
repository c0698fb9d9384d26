import type { AttachmentRecord } from '../../core/attachment/attachment-record.ts';
import type {
  AttachmentRecords,
  BeginOutcome,
  NewAttachment,
  SessionRoom,
} from '../../ports/attachment-records.ts';
import { REMOVE_ATTACHMENTS } from './attachment-statements.ts';
import type { PostgresDatabase } from './postgres-database.ts';

const COLUMNS = 'id, session_id AS "sessionId", name, type, size, by, at, state, digest';
const IN_SESSION = `session_id = $1 AND state <> 'removed'`;

/** What is known of attachments, on PostgreSQL. */
export class PostgresAttachmentRecords implements AttachmentRecords {
  readonly #database: PostgresDatabase;

  constructor(database: PostgresDatabase) {
    this.#database = database;
  }

  begin(attachment: NewAttachment, room: SessionRoom): Promise<BeginOutcome> {
    const { id, sessionId, name, type, size, by, at, idempotency } = attachment;
    return this.#database.transaction(async (queries) => {
      // Two that begin at once in one session would each find room for itself.
      const session = await queries.get('SELECT 1 FROM session WHERE id = $1 FOR UPDATE', sessionId);
      if (session === undefined) return 'no-session';
      const key = idempotency?.key ?? null;
      const held = await queries.get<{ files: number; bytes: number; repeated: boolean }>(
        `SELECT count(*) AS files, coalesce(sum(size), 0)::bigint AS bytes, coalesce(bool_or(key = $2), false) AS repeated
           FROM attachment WHERE ${IN_SESSION}`,
        sessionId,
        key,
      );
      if (held === undefined || held.repeated) return 'repeated';
      if (held.files >= room.files || held.bytes + size > room.bytes) return 'full';
      await queries.run(
        `INSERT INTO attachment (session_id, id, name, type, size, by, at, state, key, fingerprint)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'storing', $8, $9)`,
        ...[sessionId, id, name, type, size, by, at, key, idempotency?.fingerprint ?? null],
      );
      return 'begun';
    });
  }

  async finish(id: string, { size, digest }: { size: number; digest: string }): Promise<boolean> {
    const sql = `UPDATE attachment SET state = 'stored', size = $2, digest = $3 WHERE id = $1 AND state = 'storing'`;
    return (await this.#database.run(sql, id, size, digest)) === 1;
  }

  async discard(id: string): Promise<void> {
    await this.#database.run(`${REMOVE_ATTACHMENTS} WHERE id = $1 AND state = 'storing'`, id);
  }

  async read(sessionId: string, id: string): Promise<AttachmentRecord | null> {
    const row = await this.#database.get<AttachmentRecord>(
      `SELECT ${COLUMNS} FROM attachment WHERE ${IN_SESSION} AND id = $2`,
      sessionId,
      id,
    );
    return row ?? null;
  }

  async readRepeated(
    sessionId: string,
    key: string,
  ): Promise<{ readonly record: AttachmentRecord; readonly fingerprint: string } | null> {
    const row = await this.#database.get<AttachmentRecord & { fingerprint: string }>(
      `SELECT ${COLUMNS}, fingerprint FROM attachment WHERE ${IN_SESSION} AND key = $2`,
      sessionId,
      key,
    );
    if (row === undefined) return null;
    const { fingerprint, ...record } = row;
    return { record, fingerprint };
  }

  async abandon(until: number): Promise<void> {
    await this.#database.run(`${REMOVE_ATTACHMENTS} WHERE state = 'storing' AND at < $1`, until);
  }

  async expire(until: number): Promise<void> {
    await this.#database.run(`${REMOVE_ATTACHMENTS} WHERE state = 'stored' AND at < $1`, until);
  }

  async listRemoved(limit: number): Promise<string[]> {
    const sql = `SELECT id FROM attachment WHERE state = 'removed' LIMIT $1`;
    return (await this.#database.all<{ id: string }>(sql, limit)).map(({ id }) => id);
  }

  async forget(ids: readonly string[]): Promise<void> {
    await this.#database.run(`DELETE FROM attachment WHERE id = ANY ($1::text[]) AND state = 'removed'`, ids);
  }
}
