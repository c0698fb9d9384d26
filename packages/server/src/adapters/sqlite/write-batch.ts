import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { JsonObject } from '@baton/protocol';
import { mergeObject } from '../../core/merge-object.ts';
import type { CreateSessionOutcome, Idempotency, NewSession } from '../../ports/session-store.ts';
import { REMOVE_OF_SESSION } from './attachment-statements.ts';
import { MeasuredWriter } from './analytics/write-measured.ts';
import { DIRECTORY_STATEMENTS } from './directory-statements.ts';
import { FileLostError, FileWatch } from './file-watch.ts';
import { SessionHeads } from './session-heads.ts';
import { describeFault, failedFor, mayFailAlone } from './store-fault.ts';
import { SessionWriter } from './write-session.ts';
import type { DirectoryOperation, WriteOperation, WriteResult } from './write-operation.ts';

/** Runs batches of write operations, each batch in one transaction with one sync. */
export class BatchWriter {
  readonly #db: DatabaseSync;
  readonly #path: string | null;
  readonly #files: FileWatch | null;
  /** The last batch could not be written. */
  #troubled = false;
  readonly #heads: SessionHeads;
  readonly #sessions: SessionWriter;
  readonly #measured: MeasuredWriter;
  readonly #directory = new Map<string, StatementSync>();

  /** `path`: of the database's file; null when it has none that could be lost. */
  constructor(db: DatabaseSync, path: string | null = null) {
    this.#db = db;
    this.#path = path;
    this.#files = path === null ? null : new FileWatch(db, path);
    this.#heads = new SessionHeads(db);
    this.#sessions = new SessionWriter(db, this.#heads);
    this.#measured = new MeasuredWriter(db);
  }

  /**
   * All operations in one transaction. Should one fail, none has happened; each is then tried alone, so that
   * only the ones at fault fail: on a full disk there may be room for a small one. Where nothing can be written at all
   * they fail at once, because each may wait for seconds.
   */
  run(operations: readonly WriteOperation[]): WriteResult[] {
    try {
      const values = this.#transaction(operations);
      this.#troubled = false;
      return values.map((value) => ({ ok: true, value }));
    } catch (error) {
      const failed = failedFor(error);
      if (failed !== 'operation') this.#troubled = true;
      if (operations.length > 1 && mayFailAlone(error))
        return operations.flatMap((operation) => this.run([operation]));
      const message = this.#describe(error);
      return operations.map(() => ({ ok: false, message, failed }));
    }
  }

  #describe(error: unknown): string {
    if (this.#path === null || this.#files === null) return String(error);
    if (error instanceof FileLostError) return `${error.message}: ${this.#files.rescue()}`;
    return describeFault(error, this.#path);
  }

  #transaction(operations: readonly WriteOperation[]): unknown[] {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const values = operations.map((operation) => this.#perform(operation));
      this.#heads.flush();
      this.#files?.check();
      this.#db.exec('COMMIT');
      return values;
    } catch (error) {
      this.#heads.clear();
      this.#measured.clear();
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  #perform(operation: WriteOperation): unknown {
    switch (operation.op) {
      case 'commit':
        return this.#sessions.commit(operation.write, operation.at);
      case 'create-session':
        return this.#createSession(operation.session, operation.idempotency);
      case 'event-metadata':
        return this.#updateEventMetadata(operation);
      case 'delete-sessions':
        return operation.ids.filter((id) => this.#deleteSession(id));
      case 'measured':
        return this.#measured.write(operation.handoffs);
      case 'probe':
        return this.#probe();
      case 'directory':
        return this.#runStatement(operation);
      case 'directory-all':
        return operation.operations.map((each) => this.#runStatement(each));
    }
  }

  #createSession(session: NewSession, idempotency: Idempotency | null): CreateSessionOutcome {
    if (idempotency !== null) {
      const earlier = this.#db
        .prepare('SELECT fingerprint, session_id FROM session_idempotency WHERE key = ?')
        .get(idempotency.key) as { fingerprint: string; session_id: string } | undefined;
      if (earlier !== undefined) {
        return earlier.fingerprint === idempotency.fingerprint
          ? { type: 'repeated', sessionId: earlier.session_id }
          : { type: 'idempotency-mismatch' };
      }
      this.#db
        .prepare('INSERT INTO session_idempotency VALUES (?, ?, ?)')
        .run(idempotency.key, idempotency.fingerprint, session.id);
    }
    const { lastInsertRowid } = this.#db
      .prepare(
        `INSERT INTO session (id, agent_id, customer_id, created_at, title, metadata, labels)
         VALUES (?, ?, ?, ?, ?, ?, '[]')`,
      )
      .run(
        session.id,
        session.agentId,
        session.customerId,
        session.createdAt,
        session.title,
        JSON.stringify(session.metadata),
      );
    if (session.labels.length > 0)
      this.#sessions.setLabels(Number(lastInsertRowid), [...new Set(session.labels)]);
    return { type: 'created' };
  }

  #updateEventMetadata(operation: {
    sessionId: string;
    offset: number;
    set: JsonObject;
    unset: readonly string[];
  }): boolean {
    const row = this.#db
      .prepare(
        `SELECT event.key, event.metadata FROM event JOIN session ON session.key = event.session_key
          WHERE session.id = ? AND event.offset = ? AND event.deleted = 0`,
      )
      .get(operation.sessionId, operation.offset) as { key: number; metadata: string | null } | undefined;
    if (row === undefined) return false;
    const merged = mergeObject(
      JSON.parse(row.metadata ?? '{}') as JsonObject,
      operation.set,
      operation.unset,
    );
    this.#db.prepare('UPDATE event SET metadata = ? WHERE key = ?').run(JSON.stringify(merged), row.key);
    return true;
  }

  #deleteSession(id: string): boolean {
    const row = this.#db.prepare('SELECT key FROM session WHERE id = ?').get(id) as
      | { key: number }
      | undefined;
    if (row === undefined) return false;
    this.#heads.forget(id);
    for (const sql of DELETE_SESSION) this.#db.prepare(sql).run(row.key);
    this.#db.prepare('DELETE FROM session_idempotency WHERE session_id = ?').run(id);
    this.#db.prepare(`DELETE FROM follow_up WHERE body ->> '$.sessionId' = ?`).run(id);
    return true;
  }

  #probe(): void {
    if (!this.#troubled) return;
    this.#files?.checkRoom();
    const { user_version: version } = this.#db.prepare('PRAGMA user_version').get() as {
      user_version: number;
    };
    this.#db.exec(`PRAGMA user_version = ${version}`);
  }

  #runStatement({ statement, parameters }: Omit<DirectoryOperation, 'op'>): number {
    return Number(this.#directoryStatement(statement).run(...parameters).changes);
  }

  #directoryStatement(name: string): StatementSync {
    let statement = this.#directory.get(name);
    if (statement === undefined) {
      const sql = DIRECTORY_STATEMENTS[name];
      if (sql === undefined) throw new Error(`there is no directory statement '${name}'`);
      this.#directory.set(name, (statement = this.#db.prepare(sql)));
    }
    return statement;
  }
}

const DELETE_SESSION = [
  REMOVE_OF_SESSION,
  'DELETE FROM handoff_fact WHERE handoff_key IN (SELECT key FROM handoff WHERE session_key = ?)',
  'DELETE FROM handoff WHERE session_key = ?',
  'DELETE FROM idempotency WHERE session_key = ?',
  'DELETE FROM session_label WHERE session_key = ?',
  'DELETE FROM unfinished_event WHERE session_key = ?',
  'DELETE FROM turn_trace WHERE session_key = ?',
  'DELETE FROM suggestion WHERE session_key = ?',
  'DELETE FROM action_run WHERE session_key = ?',
  'DELETE FROM event WHERE session_key = ?',
  'DELETE FROM session WHERE key = ?',
];
