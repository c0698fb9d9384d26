import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { VariableValue } from '../../core/behaviour/knowledge.ts';
import type {
  BehaviourChange,
  BehaviourKind,
  BehaviourRecords,
  BehaviourStore,
} from '../../ports/behaviour-store.ts';
import type { DirectoryOperation, StoreWriter } from './write-operation.ts';

type Statement = Omit<DirectoryOperation, 'op'>;

/** Behaviour on SQLite: one JSON body a record. It is read at start; the engine never waits for it. */
export class SqliteBehaviourStore implements BehaviourStore {
  readonly #db: DatabaseSync;
  readonly #writer: StoreWriter;

  constructor(db: DatabaseSync, writer: StoreWriter) {
    this.#db = db;
    this.#writer = writer;
  }

  async list<K extends BehaviourKind>(kind: K): Promise<BehaviourRecords[K][]> {
    return this.#bodies('SELECT body FROM behaviour WHERE kind = ? ORDER BY created_at, id', kind);
  }

  async read<K extends BehaviourKind>(kind: K, id: string): Promise<BehaviourRecords[K] | null> {
    return (
      this.#bodies<BehaviourRecords[K]>(
        'SELECT body FROM behaviour WHERE kind = ? AND id = ?',
        kind,
        id,
      )[0] ?? null
    );
  }

  async apply(changes: readonly BehaviourChange[]): Promise<void> {
    const operations = changes.flatMap(statementsOf);
    await this.#writer.run({ op: 'directory-all', operations });
  }

  async readValue(variableId: string, key: string): Promise<VariableValue | null> {
    const sql = 'SELECT body FROM variable_value WHERE variable_id = ? AND key = ?';
    return this.#bodies<VariableValue>(sql, variableId, key)[0] ?? null;
  }

  async listValues(variableId: string): Promise<{ readonly key: string; readonly value: VariableValue }[]> {
    const rows = this.#db
      .prepare('SELECT key, body FROM variable_value WHERE variable_id = ? ORDER BY key')
      .all(variableId) as unknown as { key: string; body: string }[];
    return rows.map(({ key, body }) => ({ key, value: JSON.parse(body) as VariableValue }));
  }

  async putValue(variableId: string, key: string, value: VariableValue): Promise<void> {
    const parameters = [variableId, key, JSON.stringify(value)];
    await this.#writer.run({ op: 'directory', statement: 'putValue', parameters });
  }

  async deleteValue(variableId: string, key: string): Promise<boolean> {
    const parameters = [variableId, key];
    const deleted = await this.#writer.run<number>({ op: 'directory', statement: 'deleteValue', parameters });
    return deleted > 0;
  }

  close(): void {
    this.#db.close();
  }

  #bodies<T>(sql: string, ...parameters: SQLInputValue[]): T[] {
    const rows = this.#db.prepare(sql).all(...parameters) as unknown as { body: string }[];
    return rows.map(({ body }) => JSON.parse(body) as T);
  }
}

function statementsOf(change: BehaviourChange): Statement[] {
  if (change.op === 'put') {
    const { id, createdAt } = change.record;
    const parameters = [change.kind, id, createdAt, JSON.stringify(change.record)];
    return [{ statement: 'putBehaviour', parameters }];
  }
  const deletion = { statement: 'deleteBehaviour', parameters: [change.kind, change.id] };
  if (change.kind !== 'variable') return [deletion];
  return [deletion, { statement: 'deleteValues', parameters: [change.id] }];
}
