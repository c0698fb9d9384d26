import type { SessionEvent } from '@baton/protocol';
import type { Wire } from './wire.ts';

/** Reads a session by long-polls, one after another, as the published chat does, until `count` events have come. */
export async function collectByPolling(
  wire: Wire,
  sessionId: string,
  count: number,
  wait = 10,
): Promise<SessionEvent[]> {
  const seen: SessionEvent[] = [];
  const deadline = performance.now() + 20_000;
  while (seen.length < count) {
    if (performance.now() > deadline) throw new Error(`${seen.length} of ${count} events came`);
    const next = (seen.at(-1)?.offset ?? -1) + 1;
    const answer = await wire.get(`/sessions/${sessionId}/events?min_offset=${next}&wait_for_data=${wait}`);
    if (answer.status === 200) seen.push(...answer.json<SessionEvent[]>());
    else if (answer.status !== 504) throw new Error(`${answer.status}: ${answer.text}`);
  }
  return seen;
}
