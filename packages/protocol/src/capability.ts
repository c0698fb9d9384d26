import { z } from 'zod';
import { longText, tags, tagsUpdate, texts, title } from './behaviour-fields.ts';
import type { TagsUpdate } from './request.ts';

/** Something the agent can do, for it to offer. */
export interface Capability {
  id: string;
  title: string;
  description: string;
  /** Texts it is near to. */
  signals: string[];
  tags: string[];
}
export const CapabilitySchema: z.ZodType<Capability> = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  signals: z.array(z.string()),
  tags: z.array(z.string()),
});

export interface CreateCapability {
  title: string;
  description: string;
  signals: string[];
  tags?: string[] | null | undefined;
}
export const CreateCapabilitySchema: z.ZodType<CreateCapability> = z.object({
  title,
  description: longText,
  signals: texts,
  tags: tags.nullish(),
});

export interface UpdateCapability {
  title?: string | null | undefined;
  description?: string | null | undefined;
  signals?: string[] | null | undefined;
  tags?: TagsUpdate | null | undefined;
}
export const UpdateCapabilitySchema: z.ZodType<UpdateCapability> = z.object({
  title: title.nullish(),
  description: longText.nullish(),
  signals: texts.nullish(),
  tags: tagsUpdate.nullish(),
});
