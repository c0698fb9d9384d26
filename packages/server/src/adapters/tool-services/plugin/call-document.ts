import { EVENT_STATUSES, SESSION_MODES } from '@baton/protocol';
import type { EventStatus, Json, JsonObject } from '@baton/protocol';
import { z } from 'zod';
import type { HandoffControl, ToolResult, TransientGuideline } from '../../../engine/tool-definition.ts';
import { cleanJson, cleanShort, cleanText } from '../clean-json.ts';

const MOST_LISTED = 100;
const LONGEST_ERROR = 2000;

/** One of the documents that the answer to a call is made of. */
export type CallDocument =
  | { readonly type: 'result'; readonly result: ToolResult }
  | { readonly type: 'error'; readonly text: string }
  | Emitted;

/** What goes into the session's log while the tool runs. */
export type Emitted =
  | { readonly type: 'status'; readonly status: EventStatus; readonly data: JsonObject }
  | { readonly type: 'message'; readonly text: string }
  | { readonly type: 'custom'; readonly data: Json };

const jsonObject = z.record(z.string(), z.unknown());

/** Baton's addition to the protocol: how the person is to be asked for. */
const handoff = z.object({
  reason: z.string().max(100).nullish(),
  department: z.string().max(100).nullish(),
  skills: z.array(z.string().max(100)).max(20).nullish(),
  language: z.string().max(35).nullish(),
  priority: z.int().min(-100).max(100).nullish(),
  note: z.string().max(4000).nullish(),
});

const commitment = z.object({
  text: z.string().min(1).max(500),
  due: z.iso.datetime({ offset: true }).nullish(),
});

const guideline = z.object({
  action: z.string(),
  condition: z.string().nullish(),
  description: z.string().nullish(),
  priority: z.number().nullish(),
  criticality: z.enum(['low', 'medium', 'high']).nullish(),
});

const result = z.object({
  data: z.unknown(),
  metadata: jsonObject.nullish(),
  control: z
    .object({
      mode: z.enum(SESSION_MODES).nullish(),
      lifespan: z.enum(['session', 'response']).nullish(),
      handoff: handoff.nullish(),
      commitment: commitment.nullish(),
    })
    .nullish(),
  canned_responses: z.array(z.string()).max(MOST_LISTED).nullish(),
  canned_response_fields: jsonObject.nullish(),
  guidelines: z.array(guideline).max(MOST_LISTED).nullish(),
});

const status = z.object({ status: z.enum(EVENT_STATUSES), data: z.unknown().optional() });
const message = z.object({ message: z.string() });

/** Null for what is none of the protocol's. */
export function readDocument(value: object): CallDocument | null {
  if ('result' in value) {
    const parsed = result.safeParse(value.result);
    return parsed.success ? { type: 'result', result: resultOf(parsed.data) } : null;
  }
  if ('error' in value) return { type: 'error', text: errorText(value.error) };
  if ('status' in value) {
    const { data } = status.safeParse(value);
    return data === undefined ? null : { type: 'status', status: data.status, data: objectOf(data.data) };
  }
  if ('message' in value) {
    const { data } = message.safeParse(value);
    return data === undefined ? null : { type: 'message', text: cleanText(data.message) };
  }
  return 'custom' in value ? { type: 'custom', data: cleanJson(value.custom) } : null;
}

function resultOf(wire: z.infer<typeof result>): ToolResult {
  const { control, metadata, guidelines } = wire;
  return {
    data: cleanJson(wire.data),
    metadata: objectOf(metadata),
    control: present<NonNullable<ToolResult['control']>>({
      ...control,
      handoff: isNothing(control?.handoff) ? null : present<HandoffControl>(control.handoff),
      commitment: isNothing(control?.commitment) ? null : present<{ text: string }>(control.commitment),
    }),
    cannedResponses: (wire.canned_responses ?? []).map(cleanText),
    cannedResponseFields: objectOf(wire.canned_response_fields),
    guidelines: (guidelines ?? []).map((each) => present<TransientGuideline>(each)),
  };
}

function objectOf(value: unknown): JsonObject {
  const json: Json = cleanJson(value ?? {});
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : {};
}

function errorText(error: unknown): string {
  return cleanShort(typeof error === 'string' ? error : (JSON.stringify(error) ?? ''), LONGEST_ERROR);
}

/** Without what is absent. */
function present<T>(fields: object): T {
  const given = Object.entries(fields).filter(([, value]) => !isNothing(value));
  return Object.fromEntries(given.map(([name, value]) => [name, cleanJson(value)])) as T;
}

function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
