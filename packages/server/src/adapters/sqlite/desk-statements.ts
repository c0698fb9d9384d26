const PRESENCE = 'operator_id, status, since, lease_until, grace_until';
const FOLLOW_UP = 'id, due_at, state, department_id, owner_id, attempts, wake_at, body';

/** Written with what promises it, and by itself. */
export const CREATE_FOLLOW_UP: string = `INSERT OR IGNORE INTO follow_up (${FOLLOW_UP}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;

/** Writes of the desk, by name, as those of the directory. */
export const DESK_STATEMENTS: Readonly<Record<string, string>> = {
  createDepartment: 'INSERT OR IGNORE INTO department (id, created_at, body) VALUES (?, ?, ?)',
  putDepartment:
    'INSERT INTO department (id, created_at, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
  deleteDepartment: 'DELETE FROM department WHERE id = ?',
  createOperator: 'INSERT OR IGNORE INTO operator (id, created_at, body) VALUES (?, ?, ?)',
  putOperator:
    'INSERT INTO operator (id, created_at, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
  deleteOperator: 'DELETE FROM operator WHERE id = ?',
  deletePresence: 'DELETE FROM presence WHERE operator_id = ?',
  // One who has been deleted leaves no presence behind, however late it is written.
  createPresence: `INSERT OR IGNORE INTO presence (${PRESENCE}) SELECT id, ?2, ?3, ?4, ?5 FROM operator WHERE id = ?1`,
  writePresence: `UPDATE presence SET status = ?2, since = ?3, lease_until = ?4, grace_until = ?5
    WHERE operator_id = ?1 AND status = ?6 AND since = ?7 AND lease_until IS ?8 AND grace_until IS ?9`,
  createFollowUp: CREATE_FOLLOW_UP,
  writeFollowUp: `UPDATE follow_up SET due_at = ?2, state = ?3, department_id = ?4, owner_id = ?5, attempts = ?6,
    wake_at = ?7, body = ?8 WHERE id = ?1 AND body = ?9`,
};
