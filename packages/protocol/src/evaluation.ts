import { z } from 'zod';
import { chosenId, text, toolRefs } from './behaviour-fields.ts';
import type { ToolRef } from './behaviour-fields.ts';
import type { JsonObject } from './json.ts';

export const EVALUATION_STATUSES = ['pending', 'running', 'completed', 'failed'] as const;
export type EvaluationStatus = (typeof EVALUATION_STATUSES)[number];

/** A guideline to be checked before it is made or changed. */
export interface GuidelinePayload {
  content: { condition: string; action?: string | null | undefined };
  tool_ids: ToolRef[];
  operation: 'add' | 'update';
  /** The guideline an `update` replaces. */
  updated_id?: string | null | undefined;
  /** Whether an action is wanted where there is none. */
  action_proposition?: boolean | undefined;
  /** Whether it is wanted what kind of guideline it is. */
  properties_proposition?: boolean | undefined;
  journey_node_proposition?: boolean | undefined;
}
export interface EvaluationPayload {
  kind: 'guideline';
  guideline?: GuidelinePayload | null | undefined;
}

export interface CreateEvaluation {
  payloads: EvaluationPayload[];
}
const payload: z.ZodType<EvaluationPayload> = z.object({
  kind: z.enum(['guideline']),
  guideline: z
    .object({
      content: z.object({ condition: text, action: text.nullish() }),
      tool_ids: toolRefs,
      operation: z.enum(['add', 'update']),
      updated_id: chosenId.nullish(),
      action_proposition: z.boolean().optional(),
      properties_proposition: z.boolean().optional(),
      journey_node_proposition: z.boolean().optional(),
    })
    .nullish(),
});
export const CreateEvaluationSchema: z.ZodType<CreateEvaluation> = z.object({
  payloads: z.array(payload).max(100),
});

/** What was found about one payload. */
export interface EvaluationInvoice {
  payload: EvaluationPayload;
  checksum: string;
  /** Nothing speaks against it. */
  approved: boolean;
  data: {
    guideline: {
      action_proposition: string | null;
      properties_proposition: JsonObject | null;
      /** Baton's own: of `tool_ids` those that nobody offers now. They are left out until somebody does. */
      unknown_tools: ToolRef[];
    };
  } | null;
  /** What speaks against it. */
  error: string | null;
}
export interface Evaluation {
  id: string;
  status: EvaluationStatus;
  /** 0..100. */
  progress: number;
  creation_utc: string;
  error: string | null;
  invoices: EvaluationInvoice[];
}
export const EvaluationSchema: z.ZodType<Evaluation> = z.object({
  id: z.string(),
  status: z.enum(EVALUATION_STATUSES),
  progress: z.number().min(0).max(100),
  creation_utc: z.string(),
  error: z.string().nullable(),
  invoices: z.array(
    z.object({
      payload,
      checksum: z.string(),
      approved: z.boolean(),
      data: z
        .object({
          guideline: z.object({
            action_proposition: z.string().nullable(),
            properties_proposition: z.record(z.string(), z.any()).nullable(),
            unknown_tools: toolRefs,
          }),
        })
        .nullable(),
      error: z.string().nullable(),
    }),
  ),
});
