import type { MessageData, SessionEvent } from '@baton/protocol';

/** A session's events as this page knows them: by offset, each once, without deleted ones. */
export type EventLog = readonly SessionEvent[];

/** The log with further events in it. A known offset takes the newer form: streamed messages grow, events get deleted. */
export function mergeEvents(log: EventLog, events: EventLog): EventLog {
  const [newer] = events;
  if (newer === undefined) return log;
  const last = newestOffset(log);
  // A message that is being streamed comes again with each word.
  if (events.length === 1 && newer.offset === last && !newer.deleted) return [...log.slice(0, -1), newer];
  const appendOnly = events.every(
    (event, i) => !event.deleted && event.offset > (events[i - 1]?.offset ?? last),
  );
  if (appendOnly) return [...log, ...events];
  const byOffset = new Map(log.map((event) => [event.offset, event]));
  for (const event of events) {
    if (event.deleted) byOffset.delete(event.offset);
    else byOffset.set(event.offset, event);
  }
  return [...byOffset.values()].toSorted((a, b) => a.offset - b.offset);
}

/** Where to read on after a gap: at the first message that was still growing, else at the last event known. */
export function resumeOffset(log: EventLog): number {
  const growing = log.find((event) => isGrowing(event));
  return growing?.offset ?? log.at(-1)?.offset ?? 0;
}

/**
 * Whether `tail`, read from `resumeOffset(log)`, continues the log. It does not when the event it should begin
 * with is gone: events were deleted, which always goes from an offset to the end, so the whole is read again.
 */
export function continues(log: EventLog, tail: EventLog): boolean {
  const from = resumeOffset(log);
  const known = log.find((event) => event.offset === from);
  return known === undefined || tail.some((event) => event.id === known.id && !event.deleted);
}

/** True when an event shows that others before it were missed. */
export function leavesGap(log: EventLog, event: SessionEvent): boolean {
  const last = log.at(-1);
  return event.offset > (last === undefined ? 0 : last.offset + 1);
}

/** The newest offset; -1 for an empty log. */
export function newestOffset(log: EventLog): number {
  return log.at(-1)?.offset ?? -1;
}

/** The data of a message event; null for any other kind. */
export function messageOf(event: SessionEvent): MessageData | null {
  if (
    event.kind !== 'message' ||
    event.data === null ||
    typeof event.data !== 'object' ||
    Array.isArray(event.data)
  )
    return null;
  return event.data as unknown as MessageData;
}

/** A message that a person of the company wrote, in whosever name. */
export function isByPerson({ kind, source }: SessionEvent): boolean {
  return kind === 'message' && (source === 'human_agent' || source === 'human_agent_on_behalf_of_ai_agent');
}

function isGrowing(event: SessionEvent): boolean {
  const chunks = messageOf(event)?.chunks;
  return Array.isArray(chunks) && chunks.at(-1) !== null;
}
