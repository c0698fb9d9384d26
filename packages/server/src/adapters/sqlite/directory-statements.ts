import { ASSIST_STATEMENTS } from './assist-statements.ts';
import { ATTACHMENT_STATEMENTS } from './attachment-statements.ts';
import { DESK_STATEMENTS } from './desk-statements.ts';

/** Writes of the directory, by name. Each is run in the writer thread and answers how many rows it changed. */
export const DIRECTORY_STATEMENTS: Readonly<Record<string, string>> = {
  ...DESK_STATEMENTS,
  ...ATTACHMENT_STATEMENTS,
  ...ASSIST_STATEMENTS,
  createAgent: 'INSERT OR IGNORE INTO agent (id, created_at, body) VALUES (?, ?, ?)',
  putAgent:
    'INSERT INTO agent (id, created_at, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
  deleteAgent: 'DELETE FROM agent WHERE id = ?',
  createCustomer: 'INSERT OR IGNORE INTO customer (id, created_at, body) VALUES (?, ?, ?)',
  putCustomer:
    'INSERT INTO customer (id, created_at, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
  deleteCustomer: 'DELETE FROM customer WHERE id = ?',
  createTag: 'INSERT OR IGNORE INTO tag (id, created_at, name) VALUES (?, ?, ?)',
  renameTag: 'UPDATE OR IGNORE tag SET name = ?2 WHERE id = ?1',
  deleteTag: 'DELETE FROM tag WHERE id = ?',
  putBehaviour:
    'INSERT INTO behaviour (kind, id, created_at, body) VALUES (?, ?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body',
  deleteBehaviour: 'DELETE FROM behaviour WHERE kind = ? AND id = ?',
  putValue:
    'INSERT INTO variable_value (variable_id, key, body) VALUES (?, ?, ?) ON CONFLICT (variable_id, key) DO UPDATE SET body = excluded.body',
  deleteValue: 'DELETE FROM variable_value WHERE variable_id = ? AND key = ?',
  deleteValues: 'DELETE FROM variable_value WHERE variable_id = ?',
  putTrace:
    'INSERT INTO turn_trace (session_key, trace_id, at, body) SELECT key, ?2, ?3, ?4 FROM session WHERE id = ?1 ON CONFLICT (session_key, trace_id) DO UPDATE SET at = excluded.at, body = excluded.body',
  ensureSetting: 'INSERT OR IGNORE INTO setting (name, value) VALUES (?, ?)',
};
