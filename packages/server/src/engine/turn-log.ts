import type { EventStatus, Json, JsonObject, MessageData, ToolCallRecord } from '@baton/protocol';
import { toolKey } from '../core/behaviour/tool-id.ts';
import { PREAMBLE_TAG } from '../core/log/is-preamble.ts';
import { newEvent } from '../core/log/new-event.ts';
import type { NewEvent } from '../core/log/new-event.ts';
import type { AgentRecord } from '../ports/directory-store.ts';
import type { ComposedMessage } from '../ports/engine-stages.ts';
import { toolIdOf } from './tool-definition.ts';
import type { ExecutedCall } from './tool-definition.ts';

/** What applied in a turn, by id. */
export interface MatchedParts {
  readonly guidelines: readonly string[];
  readonly journeys: readonly string[];
  readonly states: readonly string[];
}

export const NOTHING_MATCHED: MatchedParts = { guidelines: [], journeys: [], states: [] };

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
    return this.#event('message', messageData(agent, message));
  }

  preamble(agent: AgentRecord, message: string): NewEvent {
    return this.#event('message', { ...messageData(agent, message), tags: [PREAMBLE_TAG] });
  }

  /** A part of an answer, with the template it was made of. */
  composed(agent: AgentRecord, message: ComposedMessage): NewEvent {
    const { text, draft, cannedResponses = [], metadata, citations = [] } = message;
    const data = {
      ...messageData(agent, text),
      ...(cannedResponses.length > 0 && {
        ...(draft !== undefined && { draft }),
        canned_responses: cannedResponses,
      }),
      ...(citations.length > 0 && { citations }),
    };
    return newEvent('message', 'ai_agent', this.#traceId, data, metadata);
  }

  /** A message that is shown while it is written. */
  growing(data: string): NewEvent {
    return {
      kind: 'message',
      source: 'ai_agent',
      traceId: this.#traceId,
      data,
      metadata: null,
      unfinished: true,
    };
  }

  custom(data: Json): NewEvent {
    return newEvent('custom', 'ai_agent', this.#traceId, data);
  }

  /** How a person is to be asked for, and what the AI is told to do, are not for the customer's page. */
  toolCall(call: ExecutedCall): NewEvent {
    const { result, error } = call;
    const { mode, lifespan } = result.control ?? {};
    const record: ToolCallRecord = {
      tool_id: toolKey(toolIdOf(call.tool)),
      arguments: call.arguments as JsonObject,
      result: {
        data: result.data,
        metadata: error === null ? (result.metadata ?? {}) : { error_details: error },
        control: { ...(mode !== undefined && { mode }), ...(lifespan !== undefined && { lifespan }) },
        canned_responses: [...(result.cannedResponses ?? [])],
        canned_response_fields: result.cannedResponseFields ?? {},
        guidelines: [],
      },
    };
    return this.#event('tool', { tool_calls: [record] });
  }

  /** The last event of a turn. */
  completed(matched: MatchedParts): NewEvent {
    const ids = (list: readonly string[]): { id: string }[] => list.map((id) => ({ id }));
    return this.status('ready', {
      stage: 'completed',
      matched_guidelines: ids(matched.guidelines),
      matched_journeys: ids(matched.journeys),
      matched_journey_states: ids(matched.states),
    });
  }

  #event(kind: NewEvent['kind'], data: object): NewEvent {
    return newEvent(kind, 'ai_agent', this.#traceId, data);
  }
}

export function messageData(agent: AgentRecord, message: string): MessageData {
  return { message, participant: { id: agent.id, display_name: agent.name } };
}
