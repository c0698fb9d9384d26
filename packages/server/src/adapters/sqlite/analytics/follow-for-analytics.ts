/*
 * Triggers, part of a migration: never changed, only followed by others. They note in the transaction of a change,
 * whoever makes it, what the figures have to be put right for: so that nothing is lost or counted twice, however the
 * process ends. Handoffs are only noted as due, and measured later; sessions are counted at once. That a customer
 * has written for the first time is no trigger: it would be asked at every write of a session, a microsecond each.
 */

const MARK = 'INSERT INTO analytics_due (handoff_key)';
const AGAIN = 'ON CONFLICT (handoff_key) DO UPDATE SET changes = changes + 1;';
/** Microseconds. */
const WEEK = 7 * 86_400 * 1_000_000;
const HOUR = 3_600_000_000;

/** Those that a handoff of this row's customer follows within a week (recontact). What guests do is one only by session. */
function markEarlier(row: 'NEW' | 'OLD'): string {
  const within = `ended_at BETWEEN ${row}.requested_at - ${WEEK} AND ${row}.requested_at AND key <> ${row}.key`;
  return `
    ${MARK} SELECT key FROM (SELECT key FROM handoff
      WHERE customer_id = ${row}.customer_id AND customer_id <> 'guest' AND ${within}
      ORDER BY ended_at DESC LIMIT 100) WHERE true ${AGAIN}
    ${MARK} SELECT key FROM (SELECT key FROM handoff
      WHERE ${row}.customer_id = 'guest' AND session_key = ${row}.session_key AND ${within}
      ORDER BY key DESC LIMIT 100) WHERE true ${AGAIN}`;
}

/** A handoff of a session that is counted came or went, and it is its only one. */
function countHanded(row: 'NEW' | 'OLD', by: '+' | '-'): string {
  return `
    UPDATE analytics_hour SET handed = handed ${by} 1
     WHERE (hour, agent) = (SELECT created_at / ${HOUR}, agent_id FROM session
             WHERE key = ${row}.session_key AND last_customer_offset >= 0)
       AND NOT EXISTS (SELECT 1 FROM handoff WHERE session_key = ${row}.session_key AND key <> ${row}.key);`;
}

function countSession(row: 'NEW' | 'OLD', n: '1' | '-1'): string {
  return `
    INSERT INTO analytics_hour (hour, agent, sessions, handed)
    VALUES (${row}.created_at / ${HOUR}, ${row}.agent_id, ${n},
            ${n} * EXISTS (SELECT 1 FROM handoff WHERE session_key = ${row}.key))
    ON CONFLICT (hour, agent) DO UPDATE SET sessions = sessions + excluded.sessions, handed = handed + excluded.handed;`;
}

/** Parameters: 1 when the customer's first message is there, -1 when the last one has gone; the session's key. */
export const COUNT_SESSION: string = `
  INSERT INTO analytics_hour (hour, agent, sessions, handed)
  SELECT created_at / ${HOUR}, agent_id, ?1, ?1 * EXISTS (SELECT 1 FROM handoff WHERE session_key = session.key)
    FROM session WHERE key = ?2
  ON CONFLICT (hour, agent) DO UPDATE SET sessions = sessions + excluded.sessions, handed = handed + excluded.handed`;

/** Parameters: the time (which arrives as a REAL), the session's key. */
export const COUNT_REFUSED: string = `
  INSERT INTO analytics_hour (hour, agent, refused) SELECT CAST(?1 AS INTEGER) / ${HOUR}, agent_id, 1 FROM session WHERE key = ?2
  ON CONFLICT (hour, agent) DO UPDATE SET refused = refused + 1`;

export const FOLLOW_FOR_ANALYTICS: string = `
  CREATE TRIGGER analytics_handoff_begun AFTER INSERT ON handoff BEGIN
    ${MARK} VALUES (NEW.key) ${AGAIN}${markEarlier('NEW')}${countHanded('NEW', '+')}
  END;
  CREATE TRIGGER analytics_handoff_changed AFTER UPDATE ON handoff BEGIN
    ${MARK} VALUES (NEW.key) ${AGAIN}
  END;
  CREATE TRIGGER analytics_handoff_identified AFTER UPDATE OF customer_id ON handoff
    WHEN OLD.customer_id <> NEW.customer_id BEGIN${markEarlier('OLD')}${markEarlier('NEW')}
  END;
  CREATE TRIGGER analytics_handoff_gone AFTER DELETE ON handoff BEGIN
    DELETE FROM analytics_row WHERE hour = OLD.requested_at / ${HOUR} AND handoff_key = OLD.key;
    DELETE FROM analytics_due WHERE handoff_key = OLD.key;${markEarlier('OLD')}${countHanded('OLD', '-')}
  END;
  CREATE TRIGGER analytics_session_moved AFTER UPDATE OF agent_id ON session
    WHEN OLD.agent_id <> NEW.agent_id AND NEW.last_customer_offset >= 0
    BEGIN ${countSession('OLD', '-1')}${countSession('NEW', '1')}
  END;
  CREATE TRIGGER analytics_session_gone AFTER DELETE ON session WHEN OLD.last_customer_offset >= 0
    BEGIN ${countSession('OLD', '-1')}
  END;
  CREATE TRIGGER analytics_message_gone AFTER UPDATE OF deleted ON event
    WHEN NEW.kind = 'message' AND NEW.source = 'human_agent' BEGIN
    ${MARK} SELECT key FROM handoff WHERE session_key = NEW.session_key ${AGAIN}
  END;
  CREATE TRIGGER analytics_suggested AFTER INSERT ON suggestion BEGIN
    ${MARK} SELECT key FROM handoff WHERE id = NEW.handoff_id ${AGAIN}
  END;
  CREATE TRIGGER analytics_suggestion_used AFTER UPDATE OF shown, used ON suggestion BEGIN
    ${MARK} SELECT key FROM handoff WHERE id = NEW.handoff_id ${AGAIN}
  END;
`;
