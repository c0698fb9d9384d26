import { z } from 'zod';

/** A text that operators send often: found in the composer with `/`. */
export interface CannedReply {
  id: string;
  creation_utc: string;
  /** What is typed after `/`, e.g. `refund-sent`. */
  shortcut: string;
  title: string;
  /** Plain text; `{{customer}}`, `{{operator}}` and `{{agent}}` stand for names. */
  text: string;
  /** Id of the department whose operators are shown it; null: all. */
  department: string | null;
  /** ISO 639-1; null: any. */
  language: string | null;
}
export const CannedReplySchema: z.ZodType<CannedReply> = z.object({
  id: z.string(),
  creation_utc: z.string(),
  shortcut: z.string(),
  title: z.string(),
  text: z.string(),
  department: z.string().nullable(),
  language: z.string().nullable(),
});

const fields = {
  shortcut: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u, 'letters, digits, hyphens: at most 40'),
  title: z.string().trim().min(1).max(200),
  text: z.string().trim().min(1).max(10_000),
  department: z.string().min(1).max(100).nullable(),
  language: z
    .string()
    .regex(/^[a-z]{2}$/, 'a two-letter code, e.g. es')
    .nullable(),
};

/** `POST /canned-replies`. */
export interface CreateCannedReply {
  shortcut: string;
  title: string;
  text: string;
  department?: string | null | undefined;
  language?: string | null | undefined;
}
export const CreateCannedReplySchema: z.ZodType<CreateCannedReply> = z.object({
  shortcut: fields.shortcut,
  title: fields.title,
  text: fields.text,
  department: fields.department.optional(),
  language: fields.language.optional(),
});

/** `PATCH /canned-replies/{id}`: what is absent stays. */
export interface UpdateCannedReply extends Partial<CreateCannedReply> {}
export const UpdateCannedReplySchema: z.ZodType<UpdateCannedReply> = z.object({
  shortcut: fields.shortcut.optional(),
  title: fields.title.optional(),
  text: fields.text.optional(),
  department: fields.department.optional(),
  language: fields.language.optional(),
});
