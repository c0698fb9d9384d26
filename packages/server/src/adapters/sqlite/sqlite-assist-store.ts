import type { DatabaseSync } from 'node:sqlite';
import type { ActionRun, AssistStore, SuggestionRecord, SuggestionUse } from '../../ports/assist-store.ts';
import type { StoreWriter } from './write-operation.ts';

type StoredSuggestion = SuggestionRecord & { readonly used: SuggestionUse };

/** What is measured of suggestions, and the actions that were begun, on SQLite. */
export class SqliteAssistStore implements AssistStore {
  readonly #db: DatabaseSync;
  readonly #writer: StoreWriter;

  constructor(db: DatabaseSync, writer: StoreWriter) {
    this.#db = db;
    this.#writer = writer;
  }

  async putSuggestion(record: SuggestionRecord): Promise<void> {
    const { sessionId, id, handoffId, offset, operatorId, at, by, shown, digest } = record;
    const parameters = [sessionId, id, handoffId, offset, operatorId, at, by, shown ? 1 : 0, digest];
    await this.#writer.run({ op: 'directory', statement: 'putSuggestion', parameters });
  }

  async useSuggestion(id: string, handoffId: string, digest: string): Promise<void> {
    const parameters = [id, handoffId, digest];
    await this.#writer.run({ op: 'directory', statement: 'useSuggestion', parameters });
  }

  async listSuggestions(handoffId: string): Promise<StoredSuggestion[]> {
    const rows = this.#db
      .prepare(
        `SELECT suggestion.id, session.id AS sessionId, handoff_id AS handoffId, offset, operator_id AS operatorId,
                at, made_by AS "by", shown, digest, used
           FROM suggestion JOIN session ON session.key = suggestion.session_key
          WHERE handoff_id = ? ORDER BY at, suggestion.id`,
      )
      .all(handoffId) as unknown as (Omit<StoredSuggestion, 'shown'> & { shown: number })[];
    return rows.map((row) => ({ ...row, shown: row.shown === 1 }));
  }

  async beginAction(run: ActionRun): Promise<ActionRun | null> {
    const { sessionId, key, fingerprint, operatorId, toolId, at } = run;
    const parameters = [sessionId, key, fingerprint, operatorId, toolId, at];
    const begun = await this.#writer.run<number>({ op: 'directory', statement: 'beginAction', parameters });
    if (begun > 0) return null;
    const row = this.#db
      .prepare(
        `SELECT session.id AS sessionId, action_run.key, fingerprint, operator_id AS operatorId,
                tool_id AS toolId, at
           FROM action_run JOIN session ON session.key = action_run.session_key
          WHERE session.id = ? AND action_run.key = ?`,
      )
      .get(sessionId, key) as unknown as ActionRun | undefined;
    return row ?? null;
  }

  close(): void {
    this.#db.close();
  }
}
