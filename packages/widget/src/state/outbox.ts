import type { SessionEvent } from '@baton/protocol';
import type { FileRef } from './file.ts';
import { object } from './read-json.ts';

/*
 * What the customer wrote and the log has not shown yet, in the order of writing.
 *
 *   queued → sending → stored → (gone: it came back from the log)
 *               ↓ ↑ retry
 *             failed   the answer did not come: it may or may not be stored, so everything behind it waits, and it
 *                      is sent again under the same key, which cannot store it twice
 *             refused  the server will not have it: it is not stored, the rest may pass
 *
 * The echo from the log may overtake the answer to the request; both tell the same thing and either may come first.
 */
export interface Send {
  /** Idempotency key, for the life of this message. */
  key: string;
  /** '' where only files are sent. */
  text: string;
  /** Stored already; they are of the session in which they are. */
  files: readonly FileRef[];
  at: number;
  status: 'queued' | 'sending' | 'stored' | 'failed' | 'refused';
  /** Why it was refused. */
  refusal?: 'too-large' | 'other';
  /** Known once stored. */
  eventId?: string;
}

export type Outbox = readonly Send[];

/** Metadata under which a message carries its key, so that its echo is known even before the answer. */
export const KEY_FIELD = 'client_message_id';

/** The message to post now: one at a time, in order. Null when there is none or one is under way. */
export function nextSend(outbox: Outbox): Send | null {
  for (const send of outbox) {
    if (send.status === 'queued') return send;
    if (send.status === 'sending' || send.status === 'failed') return null;
  }
  return null;
}

/** Without the message that `event` is the echo of. */
export function land(outbox: Outbox, event: SessionEvent): Outbox {
  if (event.kind !== 'message' || outbox.length === 0) return outbox;
  const key = object(event.metadata)[KEY_FIELD];
  const rest = outbox.filter((send) => send.key !== key && send.eventId !== event.id);
  return rest.length === outbox.length ? outbox : rest;
}

export function change(outbox: Outbox, key: string, changes: Partial<Send>): Outbox {
  return outbox.map((send) => (send.key === key ? { ...send, ...changes } : send));
}

/** Puts back into the queue whatever failed on the way; with a key also that refused message. */
export function retry(outbox: Outbox, key?: string): Outbox {
  return outbox.map((send) => (send.status === 'failed' || send.key === key ? requeued(send) : send));
}

/** For a session that is gone, and its files with it: everything not stored is to be written anew, under new keys. */
export function rekey(outbox: Outbox, newKey: () => string): Outbox {
  const lost = outbox.filter((send) => send.status !== 'stored' && send.text !== '');
  return lost.map((send) => ({
    ...(send.status === 'refused' ? send : requeued(send)),
    key: newKey(),
    files: [],
  }));
}

/** Whether all that was written is settled, so that the conversation may be left. */
export function isSettled(outbox: Outbox): boolean {
  return outbox.every((send) => send.status === 'refused');
}

function requeued({ key, text, files, at }: Send): Send {
  return { key, text, files, at, status: 'queued' };
}
