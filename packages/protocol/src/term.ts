import { z } from 'zod';
import { chosenId, longText, tags, tagsUpdate, texts, title } from './behaviour-fields.ts';
import type { TagsUpdate } from './request.ts';

/** A word of the business and what it means. */
export interface Term {
  id: string;
  name: string;
  description: string;
  synonyms: string[];
  tags: string[];
}
export const TermSchema: z.ZodType<Term> = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  synonyms: z.array(z.string()),
  tags: z.array(z.string()),
});

export interface CreateTerm {
  name: string;
  description: string;
  synonyms?: string[] | null | undefined;
  tags?: string[] | null | undefined;
  id?: string | null | undefined;
}
export const CreateTermSchema: z.ZodType<CreateTerm> = z.object({
  name: title,
  description: longText,
  synonyms: texts.nullish(),
  tags: tags.nullish(),
  id: chosenId.nullish(),
});

export interface UpdateTerm {
  name?: string | null | undefined;
  description?: string | null | undefined;
  synonyms?: string[] | null | undefined;
  tags?: TagsUpdate | null | undefined;
}
export const UpdateTermSchema: z.ZodType<UpdateTerm> = z.object({
  name: title.nullish(),
  description: longText.nullish(),
  synonyms: texts.nullish(),
  tags: tagsUpdate.nullish(),
});
