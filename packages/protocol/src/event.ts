import type { Attachment } from './attachment.ts';
import type { Json, JsonObject } from './json.ts';

/** Who an event comes from, exactly as on Parlant's wire. */
export const EVENT_SOURCES = [
  'customer',
  'customer_ui',
  'human_agent',
  'human_agent_on_behalf_of_ai_agent',
  'ai_agent',
  'system',
] as const;
export type EventSource = (typeof EVENT_SOURCES)[number];

export const EVENT_KINDS = ['message', 'tool', 'status', 'custom'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export const EVENT_STATUSES = [
  'acknowledged',
  'cancelled',
  'processing',
  'ready',
  'typing',
  'error',
] as const;
export type EventStatus = (typeof EVENT_STATUSES)[number];

/** Who speaks in a message. `id` is null for somebody unknown to the server. */
export interface Participant {
  id: string | null;
  display_name: string;
}

/** An article that a message of the AI tells from. */
export interface Citation {
  article_id: string;
  title: string;
  url: string | null;
}

/** `data` of a message event. */
export interface MessageData {
  message: string;
  participant: Participant;
  /** Customer messages only: true when moderation flagged the text. */
  flagged?: boolean;
  /** Customer messages: moderation tags. AI messages: `__preamble__` for a preamble. */
  tags?: string[];
  draft?: string;
  /** Files that were sent with it. */
  attachments?: Attachment[];
  /** `[canned response id, rendered text]` pairs behind the message. */
  canned_responses?: [string, string][];
  /** The articles that an answer of the AI was made from. */
  citations?: Citation[];
  /** Streaming only: text pieces so far; a trailing null means complete. */
  chunks?: (string | null)[];
}

/** `data` of a status event. */
export interface StatusData {
  status: EventStatus;
  data: JsonObject;
}

/** One executed tool call as the log shows it. */
export interface ToolCallRecord {
  /** `<service>:<tool>`; tools written with the SDK live in the service `built-in`. */
  tool_id: string;
  arguments: JsonObject;
  result: {
    data: Json;
    metadata: JsonObject;
    control: JsonObject;
    canned_responses: Json[];
    canned_response_fields: JsonObject;
    guidelines: Json[];
  };
}

/** `data` of a tool event. */
export interface ToolData {
  tool_calls: ToolCallRecord[];
}

/** One entry of a session's log. Offsets start at 0 and are never reused, not even after deletion. */
export interface SessionEvent {
  id: string;
  source: EventSource;
  kind: EventKind;
  offset: number;
  /** UTC, ISO 8601 with microseconds and `Z`. */
  creation_utc: string;
  /** 32 hexadecimal digits: one per request; a turn inherits that of the message it answers. */
  trace_id: string;
  /** Deprecated on the wire yet required by every published client: always equals `trace_id`. */
  correlation_id: string;
  /** Shaped by `kind`: MessageData, StatusData, ToolData, or anything for `custom`. */
  data: Json;
  metadata: JsonObject;
  deleted: boolean;
}
