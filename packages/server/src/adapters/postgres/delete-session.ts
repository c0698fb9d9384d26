import { noteEarlier } from './analytics/analytics-notes.ts';
import { REMOVE_ATTACHMENTS } from './attachment-statements.ts';
import type { Queries } from './postgres-database.ts';

/** Whatever belongs to a session, in the order in which it goes. */
const OF_SESSION = [
  'handoff_fact',
  'handoff',
  'idempotency',
  'session_idempotency',
  'turn_trace',
  'follow_up',
  'suggestion',
  'analytics_row',
  'analytics_due',
  'action_run',
  'event',
  'unanswered',
] as const;

/** Removes a session with all that belongs to it; false when there is none. */
export async function deleteSession(queries: Queries, id: string): Promise<boolean> {
  const there = await queries.get('SELECT 1 FROM session WHERE id = $1 FOR UPDATE', id);
  if (there === undefined) return false;
  const handoffs = await queries.all<{ id: string; customerId: string; requestedAt: number }>(
    'SELECT id, customer_id AS "customerId", requested_at AS "requestedAt" FROM handoff WHERE session_id = $1',
    id,
  );
  for (const handoff of handoffs) await noteEarlier(queries, { ...handoff, sessionId: id });
  await queries.run(`${REMOVE_ATTACHMENTS} WHERE session_id = $1`, id);
  for (const table of OF_SESSION) await queries.run(`DELETE FROM ${table} WHERE session_id = $1`, id);
  await queries.run('DELETE FROM session WHERE id = $1', id);
  return true;
}
