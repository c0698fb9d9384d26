/** A message that is stored names it, whichever was the first to do so. Run with the message. */
export const SEND_ATTACHMENT: string = `
UPDATE attachment SET state = 'sent', by = $3, event_offset = coalesce(event_offset, $4)
  WHERE session_id = $1 AND id = $2 AND state IN ('stored', 'sent')`;

/* What is removed keeps nothing but its id, until its bytes are gone: also its key may be used anew. */
export const REMOVE_ATTACHMENTS: string = `UPDATE attachment SET state = 'removed', name = '', key = NULL`;
/** Those of messages from an offset on. */
export const REMOVE_SENT_FROM: string = `${REMOVE_ATTACHMENTS} WHERE session_id = $1 AND event_offset >= $2`;
