import type { VariableValue } from '../../core/behaviour/knowledge.ts';
import type {
  BehaviourChange,
  BehaviourKind,
  BehaviourRecords,
  BehaviourStore,
} from '../../ports/behaviour-store.ts';
import type { ChangeWriter } from './changes/change-writer.ts';
import type { ExclusiveSections } from './exclusive-section.ts';
import type { PostgresDatabase, Queries } from './postgres-database.ts';

/** Behaviour on PostgreSQL: one JSON body a record. It is read at start; the engine never waits for it. */
export class PostgresBehaviourStore implements BehaviourStore {
  readonly #database: PostgresDatabase;
  readonly #changes: ChangeWriter;
  readonly #sections: ExclusiveSections;

  constructor(database: PostgresDatabase, changes: ChangeWriter, sections: ExclusiveSections) {
    this.#database = database;
    this.#changes = changes;
    this.#sections = sections;
  }

  async list<K extends BehaviourKind>(kind: K): Promise<BehaviourRecords[K][]> {
    const rows = await this.#database.all<{ body: string }>(
      'SELECT body FROM behaviour WHERE kind = $1 ORDER BY created_at, id',
      kind,
    );
    return rows.map(({ body }) => JSON.parse(body) as BehaviourRecords[K]);
  }

  async read<K extends BehaviourKind>(kind: K, id: string): Promise<BehaviourRecords[K] | null> {
    const sql = 'SELECT body FROM behaviour WHERE kind = $1 AND id = $2';
    const row = await this.#database.get<{ body: string }>(sql, kind, id);
    return row === undefined ? null : (JSON.parse(row.body) as BehaviourRecords[K]);
  }

  async apply(changes: readonly BehaviourChange[]): Promise<void> {
    const keys = changes.map(
      (change) => `${change.kind}/${change.op === 'put' ? change.record.id : change.id}`,
    );
    const records = keys.map((key) => ['behaviour', key] as const);
    await this.#changes.transaction({ records }, async (queries) => {
      await this.#sections.check(queries, 'behaviour');
      for (const change of changes) await applyChange(queries, change);
    });
  }

  async readValue(variableId: string, key: string): Promise<VariableValue | null> {
    const row = await this.#database.get<{ body: string }>(
      'SELECT body FROM variable_value WHERE variable_id = $1 AND key = $2',
      variableId,
      key,
    );
    return row === undefined ? null : (JSON.parse(row.body) as VariableValue);
  }

  async listValues(variableId: string): Promise<{ readonly key: string; readonly value: VariableValue }[]> {
    const rows = await this.#database.all<{ key: string; body: string }>(
      'SELECT key, body FROM variable_value WHERE variable_id = $1 ORDER BY key',
      variableId,
    );
    return rows.map(({ key, body }) => ({ key, value: JSON.parse(body) as VariableValue }));
  }

  async putValue(variableId: string, key: string, value: VariableValue): Promise<void> {
    await this.#database.run(
      `INSERT INTO variable_value VALUES ($1, $2, $3)
       ON CONFLICT (variable_id, key) DO UPDATE SET body = excluded.body`,
      variableId,
      key,
      JSON.stringify(value),
    );
  }

  async deleteValue(variableId: string, key: string): Promise<boolean> {
    const sql = 'DELETE FROM variable_value WHERE variable_id = $1 AND key = $2';
    return (await this.#database.run(sql, variableId, key)) > 0;
  }
}

async function applyChange(queries: Queries, change: BehaviourChange): Promise<void> {
  if (change.op === 'put') {
    const { id, createdAt } = change.record;
    await queries.run(
      `INSERT INTO behaviour (kind, id, created_at, body) VALUES ($1, $2, $3, $4)
       ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body`,
      change.kind,
      id,
      createdAt,
      JSON.stringify(change.record),
    );
    return;
  }
  await queries.run('DELETE FROM behaviour WHERE kind = $1 AND id = $2', change.kind, change.id);
  if (change.kind === 'variable')
    await queries.run('DELETE FROM variable_value WHERE variable_id = $1', change.id);
}
