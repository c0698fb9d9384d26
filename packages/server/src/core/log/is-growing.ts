import type { MessageData } from '@baton/protocol';
import type { EventRecord } from './event-record.ts';

/** Whether a message is still being written: one that never was streamed has no chunks, a complete one ends with null. */
export function isGrowing({ kind, data }: Pick<EventRecord, 'kind' | 'data'>): boolean {
  // Nearly all messages have none: they are not worth parsing.
  if (kind !== 'message' || !data.includes('"chunks":')) return false;
  const { chunks } = JSON.parse(data) as MessageData;
  return Array.isArray(chunks) && chunks.at(-1) !== null;
}
