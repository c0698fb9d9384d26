import { z } from 'zod';
import { longText, tags, tagsUpdate, title, toolRef } from './behaviour-fields.ts';
import type { ToolRef } from './behaviour-fields.ts';
import type { Json } from './json.ts';
import type { TagsUpdate } from './request.ts';

/** Something known about a customer, a group of customers, an agent, or everybody. */
export interface ContextVariable {
  id: string;
  name: string;
  description: string | null;
  /** The tool that finds its value; null for one that is set. */
  tool_id: ToolRef | null;
  /** A cron expression: a value older than its last occurrence is asked for again. */
  freshness_rules: string | null;
  tags: string[];
}
export const ContextVariableSchema: z.ZodType<ContextVariable> = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  tool_id: toolRef.nullable(),
  freshness_rules: z.string().nullable(),
  tags: z.array(z.string()),
});

/** A variable's value for one key: a customer's id, `tag:<id>`, `agent:<id>` or `default`. */
export interface ContextVariableValue {
  id: string;
  last_modified: string;
  data: Json;
}
export const ContextVariableValueSchema: z.ZodType<ContextVariableValue> = z.object({
  id: z.string(),
  last_modified: z.string(),
  data: z.any(),
});

export interface ContextVariableDetail {
  context_variable: ContextVariable;
  /** By key; null when they were not asked for. */
  key_value_pairs: Record<string, ContextVariableValue> | null;
}
export const ContextVariableDetailSchema: z.ZodType<ContextVariableDetail> = z.object({
  context_variable: ContextVariableSchema,
  key_value_pairs: z.record(z.string(), ContextVariableValueSchema).nullable(),
});

export interface CreateContextVariable {
  name: string;
  description?: string | null | undefined;
  tool_id?: ToolRef | null | undefined;
  freshness_rules?: string | null | undefined;
  tags?: string[] | null | undefined;
}
const cron = z.string().max(200);
export const CreateContextVariableSchema: z.ZodType<CreateContextVariable> = z.object({
  name: title,
  description: longText.nullish(),
  tool_id: toolRef.nullish(),
  freshness_rules: cron.nullish(),
  tags: tags.nullish(),
});

export interface UpdateContextVariable {
  name?: string | null | undefined;
  description?: string | null | undefined;
  tool_id?: ToolRef | null | undefined;
  freshness_rules?: string | null | undefined;
  tags?: TagsUpdate | null | undefined;
}
export const UpdateContextVariableSchema: z.ZodType<UpdateContextVariable> = z.object({
  name: title.nullish(),
  description: longText.nullish(),
  tool_id: toolRef.nullish(),
  freshness_rules: cron.nullish(),
  tags: tagsUpdate.nullish(),
});

export interface SetContextVariableValue {
  data: Json;
}
/** `null` is a value here; only absence is a fault. */
export const SetContextVariableValueSchema: z.ZodType<SetContextVariableValue> = z.object({
  data: z.any().refine((value) => value !== undefined),
});
