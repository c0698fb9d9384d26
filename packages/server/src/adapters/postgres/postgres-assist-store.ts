import type { ActionRun, AssistStore, SuggestionRecord, SuggestionUse } from '../../ports/assist-store.ts';
import { noteHandoffById } from './analytics/analytics-notes.ts';
import type { PostgresDatabase } from './postgres-database.ts';

/** What is measured of suggestions, and the actions that were begun, on PostgreSQL. */
export class PostgresAssistStore implements AssistStore {
  readonly #database: PostgresDatabase;

  constructor(database: PostgresDatabase) {
    this.#database = database;
  }

  async putSuggestion(record: SuggestionRecord): Promise<void> {
    const { sessionId, id, handoffId, offset, operatorId, at, by, shown, digest } = record;
    await this.#database.transaction(async (queries) => {
      await queries.run(
        `INSERT INTO suggestion (session_id, id, handoff_id, "offset", operator_id, at, made_by, shown, digest)
       SELECT id, $2, $3, $4, $5, $6, $7, $8, $9 FROM session WHERE id = $1
       ON CONFLICT (session_id, id) DO UPDATE SET made_by = excluded.made_by,
         shown = suggestion.shown OR excluded.shown, digest = excluded.digest`,
        ...[sessionId, id, handoffId, offset, operatorId, at, by, shown, digest],
      );
      await noteHandoffById(queries, handoffId);
    });
  }

  async useSuggestion(id: string, handoffId: string, digest: string): Promise<void> {
    await this.#database.transaction(async (queries) => {
      const used = await queries.run(
        `UPDATE suggestion SET used = CASE digest WHEN $3 THEN 'sent' ELSE 'edited' END
        WHERE id = $1 AND handoff_id = $2 AND used = 'none'`,
        id,
        handoffId,
        digest,
      );
      if (used > 0) await noteHandoffById(queries, handoffId);
    });
  }

  listSuggestions(handoffId: string): Promise<(SuggestionRecord & { readonly used: SuggestionUse })[]> {
    return this.#database.all(
      `SELECT id, session_id AS "sessionId", handoff_id AS "handoffId", "offset", operator_id AS "operatorId", at,
              made_by AS by, shown, digest, used
         FROM suggestion WHERE handoff_id = $1 ORDER BY at, id`,
      handoffId,
    );
  }

  async beginAction(run: ActionRun): Promise<ActionRun | null> {
    const { sessionId, key, fingerprint, operatorId, toolId, at } = run;
    const begun = await this.#database.run(
      `INSERT INTO action_run (session_id, key, fingerprint, operator_id, tool_id, at)
       SELECT id, $2, $3, $4, $5, $6 FROM session WHERE id = $1 ON CONFLICT DO NOTHING`,
      ...[sessionId, key, fingerprint, operatorId, toolId, at],
    );
    if (begun > 0) return null;
    const earlier = await this.#database.get<ActionRun>(
      `SELECT session_id AS "sessionId", key, fingerprint, operator_id AS "operatorId", tool_id AS "toolId", at
         FROM action_run WHERE session_id = $1 AND key = $2`,
      sessionId,
      key,
    );
    return earlier ?? null;
  }
}
