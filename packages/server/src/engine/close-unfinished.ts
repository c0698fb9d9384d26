import type { MessageData } from '@baton/protocol';
import type { SessionStore } from '../ports/session-store.ts';

const PAGE = 1000;

/** Ends the messages that a process was in the middle of when it died: with what had been shown of them. */
export async function closeUnfinished(sessions: SessionStore): Promise<void> {
  for (;;) {
    const page = await sessions.listUnfinished(PAGE);
    await Promise.all(page.map(({ sessionId, offset }) => close(sessions, sessionId, offset)));
    if (page.length < PAGE) return;
  }
}

async function close(sessions: SessionStore, sessionId: string, offset: number): Promise<void> {
  const event = await sessions.readEvent(sessionId, offset);
  const data = event === null ? '{}' : closed(JSON.parse(event.data) as MessageData);
  await sessions.commit({ sessionId, events: [], rewrite: { offset, data, complete: true } });
}

function closed(data: MessageData): string {
  return JSON.stringify({ ...data, chunks: [...(data.chunks ?? [data.message]), null] });
}
