const OF_SESSION = 'FROM attachment WHERE session_key = session.key';

/** A message that is stored names it, whichever was the first to do so. Run with the message. */
export const SEND_ATTACHMENT: string = `UPDATE attachment SET state = 'sent', by = ?1, event_offset = coalesce(event_offset, ?2)
  WHERE id = ?3 AND session_key = ?4 AND state IN ('stored', 'sent')`;

/* What is removed keeps nothing but its id, until its bytes are gone: also the key of its session may be used anew. */
const REMOVE = `UPDATE attachment SET state = 'removed', session_key = NULL, name = '', key = NULL`;
/** Those of messages from an offset on. */
export const REMOVE_SENT_FROM: string = `${REMOVE} WHERE session_key = ? AND event_offset >= ?`;
export const REMOVE_OF_SESSION: string = `${REMOVE} WHERE session_key = ?`;

/** Writes of attachments, by name, as those of the directory. */
export const ATTACHMENT_STATEMENTS: Readonly<Record<string, string>> = {
  beginAttachment: `INSERT OR IGNORE INTO attachment (id, session_key, name, type, size, by, at, state, key, fingerprint)
    SELECT ?1, key, ?3, ?4, ?5, ?6, ?7, 'storing', ?8, ?9 FROM session WHERE id = ?2
      AND (SELECT count(*) ${OF_SESSION}) < ?10 AND (SELECT total(size) ${OF_SESSION}) + ?5 <= ?11`,
  finishAttachment: `UPDATE attachment SET state = 'stored', size = ?2, digest = ?3 WHERE id = ?1 AND state = 'storing'`,
  discardAttachment: `${REMOVE} WHERE id = ? AND state = 'storing'`,
  abandonAttachments: `${REMOVE} WHERE state = 'storing' AND at < ?`,
  expireAttachments: `${REMOVE} WHERE state = 'stored' AND at < ?`,
  forgetAttachment: `DELETE FROM attachment WHERE id = ? AND state = 'removed'`,
};
