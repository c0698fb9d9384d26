import { z } from 'zod';
import type { JsonObject } from './json.ts';
import { COMPOSITION_MODES } from './agent.ts';
import type { CompositionMode } from './agent.ts';
import type { MetadataUpdate, TagsUpdate } from './request.ts';

/* Fields that several entities of behaviour share, with what they may hold. */

/** Longest condition, action, description or template, in characters. */
const LONGEST_TEXT = 10_000;
const LONGEST_LABEL = 200;
const MOST_TAGS = 100;
const MOST_TEXTS = 200;

/** Names a tool: the service that offers it (`built-in` for the agents' own code) and its name there. */
export interface ToolRef {
  service_name: string;
  tool_name: string;
}
export interface LabelsUpdate {
  upsert?: string[] | null | undefined;
  remove?: string[] | null | undefined;
}

export const toolRef: z.ZodType<ToolRef> = z.object({
  service_name: z.string().min(1).max(LONGEST_LABEL),
  tool_name: z.string().min(1).max(LONGEST_LABEL),
});
export const toolRefs: z.ZodType<ToolRef[]> = z.array(toolRef).max(MOST_TAGS);

/** What a condition, an action or a template may be. */
export const text: z.ZodType<string> = z.string().min(1).max(LONGEST_TEXT);
/** What a description may be: nothing at all, too. */
export const longText: z.ZodType<string> = z.string().max(LONGEST_TEXT);
export const title: z.ZodType<string> = z.string().min(1).max(100);
/** It stands in addresses, where one or two dots mean something else. */
export const chosenId: z.ZodType<string> = z
  .string()
  .min(1)
  .max(100)
  .refine((id) => id !== '.' && id !== '..', { error: 'an id cannot be "." or ".."' });
export const texts: z.ZodType<string[]> = z.array(z.string().min(1).max(1000)).max(MOST_TEXTS);
export const tags: z.ZodType<string[]> = z.array(z.string().max(LONGEST_LABEL)).max(MOST_TAGS);
export const labels: z.ZodType<string[]> = z.array(z.string().max(LONGEST_LABEL)).max(MOST_TAGS);
export const tagsUpdate: z.ZodType<TagsUpdate> = z.object({ add: tags.nullish(), remove: tags.nullish() });
export const labelsUpdate: z.ZodType<LabelsUpdate> = z.object({
  upsert: labels.nullish(),
  remove: labels.nullish(),
});
export const metadata: z.ZodType<JsonObject> = z.record(z.string(), z.any());
export const metadataUpdate: z.ZodType<MetadataUpdate> = z.object({
  set: metadata.nullish(),
  unset: z.array(z.string()).max(1000).nullish(),
});
export const compositionMode: z.ZodType<CompositionMode> = z.enum(COMPOSITION_MODES);
