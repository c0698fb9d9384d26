export const LIST_UNANSWERED: string =
  'SELECT session_id AS id FROM unanswered WHERE auto ORDER BY number LIMIT $1';

const QUIET_WORK = `SELECT unanswered.session_id AS id, unanswered.number FROM unanswered
  JOIN session ON session.id = unanswered.session_id WHERE unanswered.auto AND session.last_at < $3`;

/**
 * $2: ids of living nodes; $3: only sessions in which nothing was written since. Leaps from node to node through the
 * index, so that what living nodes have begun and not answered costs nothing, e.g. of an hour in which a model is down.
 */
export const LIST_UNANSWERED_BY: string = `
WITH RECURSIVE begun AS (
  (SELECT node FROM unanswered WHERE auto AND node IS NOT NULL ORDER BY node LIMIT 1)
  UNION ALL
  SELECT (SELECT unanswered.node FROM unanswered WHERE auto AND unanswered.node > begun.node ORDER BY 1 LIMIT 1)
    FROM begun WHERE begun.node IS NOT NULL
), work AS (
  (${QUIET_WORK} AND unanswered.node IS NULL ORDER BY unanswered.number LIMIT $1)
  UNION ALL
  SELECT of_one.* FROM begun CROSS JOIN LATERAL
    (${QUIET_WORK} AND unanswered.node = begun.node ORDER BY unanswered.number LIMIT $1) AS of_one
    WHERE begun.node <> ALL ($2::text[])
)
SELECT id FROM work ORDER BY number LIMIT $1`;

/** $2: ids of the nodes whose sessions are left out; the newest turn of a session answers for what is unfinished in it. */
export const LIST_UNFINISHED: string = `
SELECT event.session_id AS "sessionId", event."offset" FROM event JOIN session ON session.id = event.session_id
  WHERE event.unfinished AND (session.turn_node IS NULL OR session.turn_node <> ALL ($2::text[]))
  ORDER BY event.at, event.session_id, event."offset" LIMIT $1`;
