import type { EventSource, EventStatus, JsonObject, ToolCallRecord } from '@baton/protocol';
import { newEvent } from '../core/log/new-event.ts';
import type { NewEvent } from '../core/log/new-event.ts';
import type { AgentRecord } from '../ports/directory-store.ts';
import type { ExecutedCall } from '../engine/tool-definition.ts';

/** Events that an AI turn writes, all under the turn's trace. */
export class TurnLog {
  readonly #traceId: string;

  constructor(traceId: string) {
    this.#traceId = traceId;
  }

  status(status: EventStatus, data: JsonObject = {}): NewEvent {
    return this.#event('status', { status, data });
  }

  message(agent: AgentRecord, message: string): NewEvent {
    return this.#event('message', { message, participant: { id: agent.id, display_name: agent.name } });
  }

  toolCall(call: ExecutedCall): NewEvent {
    const { result, error } = call;
    const record: ToolCallRecord = {
      tool_id: `built-in:${call.tool.name}`,
      arguments: call.arguments as JsonObject,
      result: {
        data: result.data,
        metadata: error === null ? (result.metadata ?? {}) : { error_details: error },
        control: { ...result.control },
        canned_responses: [],
        canned_response_fields: {},
        guidelines: [],
      },
    };
    return this.#event('tool', { tool_calls: [record] });
  }

  /** The last event of a turn. */
  completed(matched: readonly { readonly id: string }[]): NewEvent {
    return this.status('ready', {
      stage: 'completed',
      matched_guidelines: matched.map(({ id }) => ({ id })),
      matched_journeys: [],
      matched_journey_states: [],
    });
  }

  #event(kind: NewEvent['kind'], data: object): NewEvent {
    const source: EventSource = 'ai_agent';
    return newEvent(kind, source, this.#traceId, data);
  }
}
