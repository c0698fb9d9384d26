import type { JsonObject, OperatorRef } from '@baton/protocol';
import type { EventRecord } from './event-record.ts';
import { newEvent } from './new-event.ts';
import type { NewEvent } from './new-event.ts';

/** An action as it is told in a session's log. */
export interface LoggedAction {
  /** `<service>:<tool>`. */
  readonly toolId: string;
  readonly arguments: JsonObject;
  readonly result: JsonObject;
}

/** What an operator did with one of the author's tools: a tool event from the desk, with him as its author. */
export function actionEvent(traceId: string, operator: OperatorRef, action: LoggedAction): NewEvent {
  const { toolId, arguments: given, result } = action;
  const data = { tool_calls: [{ tool_id: toolId, arguments: given, result }] };
  return newEvent('tool', 'system', traceId, data, { author: { id: operator.id, name: operator.name } });
}

/** Who did it; null for every other event. Nobody but the server writes tool events. */
export function operatorOfAction({
  kind,
  source,
  metadata,
}: Pick<EventRecord, 'kind' | 'source' | 'metadata'>): OperatorRef | null {
  if (kind !== 'tool' || source !== 'system' || metadata === null) return null;
  const { author } = JSON.parse(metadata) as { author?: Partial<OperatorRef> };
  return typeof author?.id === 'string' && typeof author.name === 'string'
    ? { id: author.id, name: author.name }
    : null;
}
