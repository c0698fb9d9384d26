import { RECONTACT_WITHIN } from '../../../core/analytics/stored-handoff.ts';
import type { Queries } from '../postgres-database.ts';

/* Notes of what the figures have to be put right for, left in the transaction of what changes. */

const MARK = 'INSERT INTO analytics_due (session_id, handoff_id)';
const AGAIN = 'ON CONFLICT (session_id, handoff_id) DO UPDATE SET changes = analytics_due.changes + 1';

/** A handoff has changed. */
export async function noteHandoff(queries: Queries, sessionId: string, handoffId: string): Promise<void> {
  await queries.run(`${MARK} VALUES ($1, $2) ${AGAIN}`, sessionId, handoffId);
}

/** Something was suggested in it, or used. */
export async function noteHandoffById(queries: Queries, handoffId: string): Promise<void> {
  await queries.run(`${MARK} SELECT session_id, id FROM handoff WHERE id = $1 ${AGAIN}`, handoffId);
}

/** What people said in the session has changed. */
export async function noteSession(queries: Queries, sessionId: string): Promise<void> {
  await queries.run(`${MARK} SELECT session_id, id FROM handoff WHERE session_id = $1 ${AGAIN}`, sessionId);
}

/** A handoff has come or goes: those that it follows within a week are followed by it. What guests do is told apart by session. */
export async function noteEarlier(
  queries: Queries,
  handoff: {
    readonly id: string;
    readonly sessionId: string;
    readonly customerId: string;
    readonly requestedAt: number;
  },
): Promise<void> {
  const { id, sessionId, customerId, requestedAt } = handoff;
  const [whose, value] =
    customerId === 'guest' ? ['session_id = $1', sessionId] : ['customer_id = $1', customerId];
  await queries.run(
    `${MARK} SELECT session_id, id FROM (
       SELECT session_id, id FROM handoff WHERE ${whose} AND id <> $2 AND ended_at BETWEEN $3 AND $4
        ORDER BY ended_at DESC LIMIT 100) AS followed
     ${AGAIN}`,
    value,
    id,
    requestedAt - RECONTACT_WITHIN,
    requestedAt,
  );
}

/** Words that the AI would have said while a person spoke (H2.1). */
export async function noteRefused(
  queries: Queries,
  sessionId: string,
  at: number,
  count: number,
): Promise<void> {
  await queries.run(
    `INSERT INTO analytics_refused (at, agent_id, messages) SELECT $2, agent_id, $3 FROM session WHERE id = $1`,
    sessionId,
    at,
    count,
  );
}
