import type { MessageData } from '@baton/protocol';
import type { EventRecord } from './event-record.ts';

/** Marks a short word that the AI says before its answer. */
export const PREAMBLE_TAG = '__preamble__';

/** Whether a message only bought time: it answers nothing. */
export function isPreamble({ source, data }: Pick<EventRecord, 'source' | 'data'>): boolean {
  // Nearly all messages are none: they are not worth parsing.
  if (source !== 'ai_agent' || !data.includes(PREAMBLE_TAG)) return false;
  return (JSON.parse(data) as Partial<MessageData>).tags?.includes(PREAMBLE_TAG) === true;
}
