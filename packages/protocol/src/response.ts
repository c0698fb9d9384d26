import { z } from 'zod';
import type { Agent } from './agent.ts';
import { COMPOSITION_MODES, MESSAGE_OUTPUT_MODES } from './agent.ts';
import type { Customer } from './customer.ts';
import { EVENT_KINDS, EVENT_SOURCES } from './event.ts';
import type { SessionEvent } from './event.ts';
import { WaitRangeSchema } from './department.ts';
import { HANDOFF_STAGES, RELAXATIONS } from './handoff.ts';
import type { ContextPackage, Evidence, Handoff, HandoffDetail, HandoffLine, KeyDetail } from './handoff.ts';
import type { Health, Liveness, ReadinessView } from './health.ts';
import type { Page } from './page.ts';
import { SESSION_MODES } from './session.ts';
import type { Session } from './session.ts';
import type { Tag } from './tag.ts';

/* Bodies of answers, for the OpenAPI document and for whoever wants to check what he was sent. */

const time = z.string().meta({ format: 'date-time', description: 'UTC, ISO 8601 with microseconds and Z.' });
const strings = z.array(z.string());
const stringMap = z.record(z.string(), z.string());
const jsonObject = z.record(z.string(), z.any());
const ref = z.object({ id: z.string(), name: z.string() });

export const SessionSchema: z.ZodType<Session> = z.object({
  id: z.string(),
  agent_id: z.string(),
  customer_id: z.string(),
  creation_utc: time,
  title: z.string().nullable(),
  mode: z.enum(SESSION_MODES),
  consumption_offsets: z.object({ client: z.int().min(0) }),
  metadata: jsonObject,
  labels: strings,
});

export const SessionEventSchema: z.ZodType<SessionEvent> = z.object({
  id: z.string(),
  source: z.enum(EVENT_SOURCES),
  kind: z.enum(EVENT_KINDS),
  offset: z.int().min(0),
  creation_utc: time,
  trace_id: z.string(),
  correlation_id: z.string().meta({ deprecated: true, description: 'Always equals trace_id.' }),
  data: z.any(),
  metadata: jsonObject,
  deleted: z.boolean(),
});

export const AgentSchema: z.ZodType<Agent> = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  creation_utc: time,
  max_engine_iterations: z.int().min(1),
  composition_mode: z.enum(COMPOSITION_MODES),
  message_output_mode: z.enum(MESSAGE_OUTPUT_MODES),
  tags: strings,
});

export const CustomerSchema: z.ZodType<Customer> = z.object({
  id: z.string(),
  creation_utc: time,
  name: z.string(),
  metadata: stringMap,
  tags: strings,
  extra: stringMap,
});

export const TagSchema: z.ZodType<Tag> = z.object({ id: z.string(), name: z.string(), creation_utc: time });

const healthStatus = z.enum(['healthy', 'degraded', 'unhealthy']);
export const HealthSchema: z.ZodType<Health> = z.object({
  instance_id: z.string(),
  status: healthStatus,
  checks: z.object({
    event_loop: z.object({ status: healthStatus, latency_ms: z.number() }),
    store: z.object({ status: healthStatus }),
  }),
});

export const LivenessSchema: z.ZodType<Liveness> = z.object({
  instance_id: z.string(),
  status: z.literal('alive'),
});

export const ReadinessSchema: z.ZodType<ReadinessView> = z.object({
  instance_id: z.string(),
  status: z.enum(['ready', 'not-ready']),
  reasons: z.array(z.enum(['starting', 'draining', 'store', 'overloaded'])),
});

const evidence: z.ZodType<Evidence> = z.object({
  trigger: z.string(),
  offset: z.int().nullable(),
  score: z.number().nullable(),
  threshold: z.number().nullable(),
  quote: z.string().nullable(),
});

const detailKind = z.enum([
  'order',
  'policy',
  'claim',
  'invoice',
  'email',
  'phone',
  'amount',
  'date',
  'name',
  'number',
  'url',
]);
const keyDetail: z.ZodType<KeyDetail> = z.object({
  kind: detailKind,
  value: z.string(),
  normal: z.string().optional(),
  before: z.string().optional(),
  offset: z.int(),
});

export const HandoffLineSchema: z.ZodType<HandoffLine> = z.object({
  line: z.string(),
  kind: z.union([z.enum(['summary', 'intent', 'open_question']), detailKind]),
  text: z.string().nullable(),
  before: z.string().nullable(),
});

/** `GET /handoffs/{id}/lines`: what was handed over, as the customer may see and correct it (H5.3). */
export interface HandoffLines {
  lines: HandoffLine[];
}
export const HandoffLinesSchema: z.ZodType<HandoffLines> = z.object({ lines: z.array(HandoffLineSchema) });

const line = z.object({ text: z.string(), offset: z.int() });
const attempt = z.object({
  text: z.string(),
  offset: z.int(),
  by: z.enum(['ai', 'customer']).optional(),
});
const toolLine = z.object({
  tool_id: z.string(),
  arguments: jsonObject,
  result: z.any(),
  offset: z.int(),
  failed: z.boolean().optional(),
});

const contextPackage: z.ZodType<ContextPackage> = z.object({
  reason: z.string(),
  evidence: z.array(evidence),
  summary: z.string(),
  intent: z.string().nullable(),
  language: z.string().nullable(),
  details: z.array(keyDetail),
  attempted: z.array(attempt),
  tools: z.array(toolLine),
  guidelines: strings,
  open_question: line.nullable(),
  customer: z.object({ id: z.string(), name: z.string(), metadata: stringMap }),
  variables: z.array(z.object({ name: z.string(), value: z.any() })),
  sentiment: z.object({ now: z.number(), trend: z.enum(['rising', 'steady', 'falling']) }).nullable(),
  corrections: z.array(
    z.object({
      line: z.string(),
      before: z.string(),
      after: z.string().nullable(),
      by: z.enum(['customer', 'operator']),
      author: ref.nullable(),
      creation_utc: time,
    }),
  ),
  summary_by: z.enum(['extract', 'model']),
  transcript: z.object({ session_id: z.string(), from_offset: z.int(), to_offset: z.int() }),
});

const handoffFields = {
  id: z.string(),
  session_id: z.string(),
  agent: ref,
  customer: ref,
  stage: z.enum(HANDOFF_STAGES),
  reason: z.string(),
  evidence: z.array(evidence),
  summary: z.string(),
  priority: z.int(),
  position: z.int().nullable(),
  operator: ref.nullable(),
  requirements: z.object({
    department: z.string(),
    skills: z.array(z.object({ skill: z.string(), level: z.int() })),
    language: z.string().nullable(),
  }),
  relaxed: z.array(z.enum(RELAXATIONS)),
  offer: z.object({ operator: ref, since_utc: time, until_utc: time }).nullable(),
  transfers: z.int(),
  requeues: z.int(),
  wait: WaitRangeSchema.nullable(),
  commitments_open: z.int(),
  rating: z.object({ score: z.int(), comment: z.string().nullable(), creation_utc: time }).nullable(),
  requested_utc: time,
  waiting_since_utc: time,
  queued_utc: time.nullable(),
  offered_utc: time.nullable(),
  accepted_utc: time.nullable(),
  first_human_word_utc: time.nullable(),
  ended_utc: time.nullable(),
  service_level_seconds: z.number(),
  breached: z.boolean(),
  timer_due_utc: time.nullable(),
  entries: z.int(),
  disposition: z.string().nullable(),
  outcome: z.string().nullable(),
  contact: z
    .object({ kind: z.enum(['callback', 'email']), address: z.string(), at: z.string().nullable() })
    .nullable(),
};

export const HandoffSchema: z.ZodType<Handoff> = z.object(handoffFields);

export const HandoffDetailSchema: z.ZodType<HandoffDetail> = z.object({
  ...handoffFields,
  package: contextPackage,
  notes: z.array(z.object({ author: ref, text: z.string(), creation_utc: time })),
  stretches: z.array(
    z.object({ operator: ref.nullable(), from_utc: time, to_utc: time.nullable(), how: z.string() }),
  ),
  commitments: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      due_utc: time.nullable(),
      author: ref.nullable(),
      creation_utc: time,
      settled_utc: time.nullable(),
    }),
  ),
  journal: z.array(z.object({ seq: z.int(), type: z.string(), creation_utc: time, data: jsonObject })),
});

/** The schema of one page of a list. */
export function pageSchema<T>(item: z.ZodType<T>): z.ZodType<Page<T>> {
  return z.object({
    items: z.array(item),
    total_count: z.int().min(0),
    has_more: z.boolean(),
    next_cursor: z.string().nullable(),
  });
}
