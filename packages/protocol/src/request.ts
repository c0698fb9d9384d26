import { z } from 'zod';
import type { Json, JsonObject } from './json.ts';
import { COMPOSITION_MODES, MESSAGE_OUTPUT_MODES } from './agent.ts';
import type { CompositionMode, MessageOutputMode } from './agent.ts';
import { MOST_ATTACHMENTS } from './attachment.ts';
import { EVENT_KINDS, EVENT_SOURCES, EVENT_STATUSES } from './event.ts';
import type { EventKind, EventSource, EventStatus } from './event.ts';
import { SESSION_MODES } from './session.ts';
import type { SessionMode } from './session.ts';

/* Bodies of requests. Unknown fields are ignored, `null` counts as absent. */

const json: z.ZodType<Json> = z.any();
const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), z.any());
const stringMap = z.record(z.string(), z.string());
const strings = z.array(z.string());
const name = z.string().min(1).max(100);
const tagsUpdate = z.object({ add: strings.nullish(), remove: strings.nullish() });
const metadataUpdate = z.object({ set: jsonObject.nullish(), unset: strings.nullish() });

export interface MetadataUpdate {
  set?: JsonObject | null | undefined;
  unset?: string[] | null | undefined;
}
export interface TagsUpdate {
  add?: string[] | null | undefined;
  remove?: string[] | null | undefined;
}

export interface CreateSession {
  agent_id: string;
  customer_id?: string | null | undefined;
  title?: string | null | undefined;
  metadata?: JsonObject | null | undefined;
  labels?: string[] | null | undefined;
}
export const CreateSessionSchema: z.ZodType<CreateSession> = z.object({
  agent_id: z.string(),
  customer_id: z.string().nullish(),
  title: z.string().max(200).nullish(),
  metadata: jsonObject.nullish(),
  labels: strings.nullish(),
});

export interface UpdateSession {
  consumption_offsets?: { client?: number | null | undefined } | null | undefined;
  title?: string | null | undefined;
  mode?: SessionMode | null | undefined;
  customer_id?: string | null | undefined;
  agent_id?: string | null | undefined;
  metadata?: MetadataUpdate | null | undefined;
  labels?: { upsert?: string[] | null | undefined; remove?: string[] | null | undefined } | null | undefined;
}
export const UpdateSessionSchema: z.ZodType<UpdateSession> = z.object({
  consumption_offsets: z.object({ client: z.int().min(0).nullish() }).nullish(),
  title: z.string().max(200).nullish(),
  mode: z.enum(SESSION_MODES).nullish(),
  customer_id: z.string().nullish(),
  agent_id: z.string().nullish(),
  metadata: metadataUpdate.nullish(),
  labels: z.object({ upsert: strings.nullish(), remove: strings.nullish() }).nullish(),
});

export const GUIDELINE_RATIONALES = ['unspecified', 'buy_time', 'follow_up'] as const;
export type GuidelineRationale = (typeof GUIDELINE_RATIONALES)[number];

export interface CreateEvent {
  kind: EventKind;
  source: EventSource;
  message?: string | null | undefined;
  data?: Json | undefined;
  metadata?: JsonObject | null | undefined;
  guidelines?: { action: string; rationale?: GuidelineRationale | undefined }[] | null | undefined;
  participant?: { id?: string | null | undefined; display_name: string } | null | undefined;
  status?: EventStatus | null | undefined;
  /** Ids of attachments of this session that go with the message; its text may then be absent. */
  attachments?: string[] | null | undefined;
}
export const CreateEventSchema: z.ZodType<CreateEvent> = z.object({
  kind: z.enum(EVENT_KINDS),
  source: z.enum(EVENT_SOURCES),
  message: z.string().nullish(),
  data: json.optional(),
  metadata: jsonObject.nullish(),
  guidelines: z
    .array(z.object({ action: z.string(), rationale: z.enum(GUIDELINE_RATIONALES).optional() }))
    .nullish(),
  participant: z.object({ id: z.string().nullish(), display_name: z.string() }).nullish(),
  status: z.enum(EVENT_STATUSES).nullish(),
  attachments: z.array(z.string().min(1).max(100)).max(MOST_ATTACHMENTS).nullish(),
});

export interface UpdateEvent {
  metadata?: MetadataUpdate | null | undefined;
}
export const UpdateEventSchema: z.ZodType<UpdateEvent> = z.object({
  metadata: metadataUpdate.nullish(),
});

export interface CreateAgent {
  name: string;
  id?: string | null | undefined;
  description?: string | null | undefined;
  max_engine_iterations?: number | null | undefined;
  composition_mode?: CompositionMode | null | undefined;
  message_output_mode?: MessageOutputMode | null | undefined;
  tags?: string[] | null | undefined;
}
export const CreateAgentSchema: z.ZodType<CreateAgent> = z.object({
  name,
  id: z.string().min(1).max(100).nullish(),
  description: z.string().nullish(),
  max_engine_iterations: z.int().min(1).nullish(),
  composition_mode: z.enum(COMPOSITION_MODES).nullish(),
  message_output_mode: z.enum(MESSAGE_OUTPUT_MODES).nullish(),
  tags: strings.nullish(),
});

export interface UpdateAgent {
  name?: string | null | undefined;
  description?: string | null | undefined;
  max_engine_iterations?: number | null | undefined;
  composition_mode?: CompositionMode | null | undefined;
  message_output_mode?: MessageOutputMode | null | undefined;
  tags?: TagsUpdate | null | undefined;
}
export const UpdateAgentSchema: z.ZodType<UpdateAgent> = z.object({
  name: name.nullish(),
  description: z.string().nullish(),
  max_engine_iterations: z.int().min(1).nullish(),
  composition_mode: z.enum(COMPOSITION_MODES).nullish(),
  message_output_mode: z.enum(MESSAGE_OUTPUT_MODES).nullish(),
  tags: tagsUpdate.nullish(),
});

export interface CreateCustomer {
  name: string;
  id?: string | null | undefined;
  metadata?: Record<string, string> | null | undefined;
  tags?: string[] | null | undefined;
}
export const CreateCustomerSchema: z.ZodType<CreateCustomer> = z.object({
  name,
  id: z.string().min(1).max(100).nullish(),
  metadata: stringMap.nullish(),
  tags: strings.nullish(),
});

export interface UpdateCustomer {
  name?: string | null | undefined;
  metadata?:
    | { set?: Record<string, string> | null | undefined; unset?: string[] | null | undefined }
    | null
    | undefined;
  tags?: TagsUpdate | null | undefined;
}
export const UpdateCustomerSchema: z.ZodType<UpdateCustomer> = z.object({
  name: name.nullish(),
  metadata: z.object({ set: stringMap.nullish(), unset: strings.nullish() }).nullish(),
  tags: tagsUpdate.nullish(),
});

export interface WriteTag {
  name: string;
}
export const WriteTagSchema: z.ZodType<WriteTag> = z.object({ name: z.string().min(1).max(50) });
