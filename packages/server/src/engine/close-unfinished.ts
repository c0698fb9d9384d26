import type { MessageData } from '@baton/protocol';
import type { EventRecord } from '../core/log/event-record.ts';
import type { SessionStore, WorkOf } from '../ports/session-store.ts';

const PAGE = 1000;

/**
 * Ends the messages that a process was in the middle of when it died: with what had been shown of them. `by`: nodes
 * that are alive and end theirs themselves; `isOurs`: sessions that this one is at work in.
 */
export async function closeUnfinished(
  sessions: SessionStore,
  isOurs: (sessionId: string) => boolean,
  by?: WorkOf,
): Promise<void> {
  for (;;) {
    const page = await sessions.listUnfinished(PAGE, by);
    const left = page.filter(({ sessionId }) => !isOurs(sessionId));
    await Promise.all(left.map(({ sessionId, offset }) => close(sessions, sessionId, offset)));
    if (page.length < PAGE || left.length === 0) return;
  }
}

/** Ends what an earlier turn of the session was in the middle of: once another has begun it may not go on. */
export async function closeEarlier(
  sessions: SessionStore,
  sessionId: string,
  events: readonly EventRecord[],
): Promise<void> {
  for (const { kind, source, data, offset } of events) {
    if (kind !== 'message' || source !== 'ai_agent' || !data.includes('"chunks"')) continue;
    const { chunks } = JSON.parse(data) as MessageData;
    if (chunks !== undefined && chunks.at(-1) !== null) await close(sessions, sessionId, offset);
  }
}

/** With what stands there now. */
async function close(sessions: SessionStore, sessionId: string, offset: number): Promise<void> {
  const event = await sessions.readEvent(sessionId, offset);
  const data = event === null ? '{}' : closed(JSON.parse(event.data) as MessageData);
  await sessions.commit({ sessionId, events: [], rewrite: { offset, data, complete: true } });
}

function closed(data: MessageData): string {
  return JSON.stringify({ ...data, chunks: [...(data.chunks ?? [data.message]), null] });
}
