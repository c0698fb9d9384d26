import { z } from 'zod';
import { longText, metadata, metadataUpdate, tags, tagsUpdate, text, texts } from './behaviour-fields.ts';
import type { JsonObject } from './json.ts';
import type { MetadataUpdate, TagsUpdate } from './request.ts';

export interface CannedResponseField {
  name: string;
  description: string;
  examples: string[];
}

/** A reply written ahead: a template with `{{ … }}`. */
export interface CannedResponse {
  id: string;
  creation_utc: string;
  value: string;
  fields: CannedResponseField[];
  tags: string[];
  /** Texts it is near to. */
  signals: string[];
  /** Put on the message's event. */
  metadata: JsonObject;
  /** Fields that must be at hand for it to be offered. */
  field_dependencies: string[];
}
export const CannedResponseSchema: z.ZodType<CannedResponse> = z.object({
  id: z.string(),
  creation_utc: z.string(),
  value: z.string(),
  fields: z.array(z.object({ name: z.string(), description: z.string(), examples: z.array(z.string()) })),
  tags: z.array(z.string()),
  signals: z.array(z.string()),
  metadata,
  field_dependencies: z.array(z.string()),
});

const fields: z.ZodType<CannedResponseField[]> = z
  .array(z.object({ name: z.string().min(1).max(200), description: longText, examples: texts }))
  .max(100);

export interface CreateCannedResponse {
  value: string;
  fields: CannedResponseField[];
  tags?: string[] | null | undefined;
  signals?: string[] | null | undefined;
  metadata?: JsonObject | null | undefined;
  field_dependencies?: string[] | null | undefined;
}
export const CreateCannedResponseSchema: z.ZodType<CreateCannedResponse> = z.object({
  value: text,
  fields,
  tags: tags.nullish(),
  signals: texts.nullish(),
  metadata: metadata.nullish(),
  field_dependencies: texts.nullish(),
});

export interface UpdateCannedResponse {
  value?: string | null | undefined;
  /** Only together with `value`. */
  fields?: CannedResponseField[] | null | undefined;
  tags?: TagsUpdate | null | undefined;
  metadata?: MetadataUpdate | null | undefined;
}
export const UpdateCannedResponseSchema: z.ZodType<UpdateCannedResponse> = z.object({
  value: text.nullish(),
  fields: fields.nullish(),
  tags: tagsUpdate.nullish(),
  metadata: metadataUpdate.nullish(),
});
