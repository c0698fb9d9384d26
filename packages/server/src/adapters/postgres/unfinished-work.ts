/** What an index of these sessions alone is on. */
const UNANSWERED = `mode = 'auto' AND last_customer_offset > answered_offset`;
/** Who has begun to answer the newest message; null when nobody has. The index begins with it. */
const BEGUN_BY = 'CASE WHEN turn_offset = last_customer_offset THEN turn_node END';

export const LIST_UNANSWERED: string = `SELECT id FROM session WHERE ${UNANSWERED} ORDER BY number LIMIT $1`;

/**
 * $2: ids of living nodes; $3: only sessions in which nothing was written since. Leaps from node to node through the
 * index, so that what living nodes have begun and not answered costs nothing, e.g. of an hour in which a model is down.
 */
export const LIST_UNANSWERED_BY: string = `
WITH RECURSIVE begun AS (
  (SELECT ${BEGUN_BY} AS node FROM session WHERE ${UNANSWERED} AND ${BEGUN_BY} IS NOT NULL ORDER BY 1 LIMIT 1)
  UNION ALL
  SELECT (SELECT ${BEGUN_BY} FROM session WHERE ${UNANSWERED} AND ${BEGUN_BY} > begun.node ORDER BY 1 LIMIT 1)
    FROM begun WHERE begun.node IS NOT NULL
), of_the_dead AS (
  SELECT work.id, work.number FROM begun CROSS JOIN LATERAL (
    SELECT id, number FROM session WHERE ${UNANSWERED} AND ${BEGUN_BY} = begun.node AND last_at < $3
      ORDER BY number LIMIT $1
  ) AS work WHERE begun.node <> ALL ($2::text[])
), of_nobody AS (
  SELECT id, number FROM session WHERE ${UNANSWERED} AND ${BEGUN_BY} IS NULL AND last_at < $3
    ORDER BY number LIMIT $1
)
SELECT id FROM (SELECT * FROM of_the_dead UNION ALL SELECT * FROM of_nobody) AS work ORDER BY number LIMIT $1`;

/** $2: ids of the nodes whose sessions are left out; the newest turn of a session answers for what is unfinished in it. */
export const LIST_UNFINISHED: string = `
SELECT event.session_id AS "sessionId", event."offset" FROM event JOIN session ON session.id = event.session_id
  WHERE event.unfinished AND (session.turn_node IS NULL OR session.turn_node <> ALL ($2::text[]))
  ORDER BY event.at, event.session_id, event."offset" LIMIT $1`;
