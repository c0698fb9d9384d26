import { z } from 'zod';
import { REWRITES } from './rewrite.ts';
import type { Rewrite } from './rewrite.ts';
import { FoundArticleSchema } from './article.ts';
import type { FoundArticle } from './article.ts';
import { ActAsSchema } from './handoff-request.ts';
import type { ActAs } from './handoff-request.ts';
import type { Json, JsonObject } from './json.ts';

/** What a suggested reply rests on: always shown with it. */
export interface SuggestionSource {
  kind: 'article' | 'canned_response' | 'canned_reply' | 'tool' | 'conversation';
  /** Id of the article or the response; offset of the event otherwise. */
  id: string;
  title: string;
}

/** A reply that the holder may send: never sent without his click (H8.1). */
export interface Suggestion {
  id: string;
  text: string;
  /** `growing`: a model is still writing it. */
  state: 'growing' | 'complete';
  by: 'engine' | 'model';
  sources: SuggestionSource[];
  /** 0 to 1; null where nothing measures it. */
  confidence: number | null;
}

/** What helps an operator with the newest customer message of a session that he holds. */
export interface Assist {
  handoff_id: string;
  session_id: string;
  /** Offset of the customer's message it is for; null when there is none yet. */
  offset: number | null;
  /** Null where nothing is worth suggesting. */
  suggestion: Suggestion | null;
  /** At most three, best first. */
  articles: FoundArticle[];
  /** Whether a model is set up, for rewriting and translating. */
  model: boolean;
}

const SuggestionSchema: z.ZodType<Suggestion> = z.object({
  id: z.string(),
  text: z.string(),
  state: z.enum(['growing', 'complete']),
  by: z.enum(['engine', 'model']),
  sources: z.array(
    z.object({
      kind: z.enum(['article', 'canned_response', 'canned_reply', 'tool', 'conversation']),
      id: z.string(),
      title: z.string(),
    }),
  ),
  confidence: z.number().nullable(),
});
export const AssistSchema: z.ZodType<Assist> = z.object({
  handoff_id: z.string(),
  session_id: z.string(),
  offset: z.int().nullable(),
  suggestion: SuggestionSchema.nullable(),
  articles: z.array(FoundArticleSchema),
  model: z.boolean(),
});

export { REWRITES } from './rewrite.ts';
export type { Rewrite } from './rewrite.ts';

/** `POST /handoffs/{id}/rewrite`: a draft in other words. Refused with `no-model` where no model is set up. */
export interface RewriteDraft extends ActAs {
  text: string;
  how: Rewrite;
  /** ISO 639-1, of `translate`; default the customer's. */
  language?: string | null | undefined;
}
export const RewriteDraftSchema: z.ZodType<RewriteDraft> = z.intersection(
  ActAsSchema,
  z.object({
    text: z.string().trim().min(1).max(10_000),
    how: z.enum(REWRITES),
    language: z
      .string()
      .regex(/^[a-z]{2}$/, 'a two-letter code, e.g. es')
      .nullish(),
  }),
);
export interface RewrittenDraft {
  text: string;
}
export const RewrittenDraftSchema: z.ZodType<RewrittenDraft> = z.object({ text: z.string() });

/** One field of a quick action's form. */
export interface ActionField {
  name: string;
  label: string;
  description: string | null;
  type: 'text' | 'number' | 'integer' | 'boolean' | 'date' | 'choice';
  required: boolean;
  /** Of `choice`. */
  options: string[];
  /** What the conversation or the schema suggests; null for nothing. */
  value: string | number | boolean | null;
}

/** One of the author's tools that he marked for operators. */
export interface QuickAction {
  /** `<service>:<tool>`. */
  id: string;
  title: string;
  description: string;
  /** It changes something outside: it is run only with `confirmed`. */
  consequential: boolean;
  fields: ActionField[];
}
export const QuickActionSchema: z.ZodType<QuickAction> = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  consequential: z.boolean(),
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      description: z.string().nullable(),
      type: z.enum(['text', 'number', 'integer', 'boolean', 'date', 'choice']),
      required: z.boolean(),
      options: z.array(z.string()),
      value: z.union([z.string(), z.number(), z.boolean()]).nullable(),
    }),
  ),
});

/** `POST /handoffs/{id}/actions/{action_id}`. */
export interface RunAction extends ActAs {
  arguments: JsonObject;
  /** He has seen what it will do: needed for consequential ones. */
  confirmed?: boolean | undefined;
}
export const RunActionSchema: z.ZodType<RunAction> = z.intersection(
  ActAsSchema,
  z.object({ arguments: z.record(z.string(), z.any()), confirmed: z.boolean().optional() }),
);

/** What came of a quick action. It stands in the session's log as a tool event too. */
export interface ActionResult {
  action_id: string;
  /** The tool gave no result; `data` then says so. */
  failed: boolean;
  data: Json;
  /** Offset of the tool event in the log. */
  offset: number;
}
export const ActionResultSchema: z.ZodType<ActionResult> = z.object({
  action_id: z.string(),
  failed: z.boolean(),
  data: z.any(),
  offset: z.int(),
});
