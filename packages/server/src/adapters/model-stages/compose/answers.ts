import { z } from 'zod';

export interface FilledField {
  readonly name: string;
  readonly value: string;
}

export interface MessageAnswer {
  readonly message: string;
  readonly confidence: number;
}

export interface TemplateAnswer {
  readonly template: number | null;
  /** 0..1: how well it says what is to be said. */
  readonly fit: number;
  readonly fields: FilledField[];
}

const field: z.ZodType<FilledField> = z.object({ name: z.string(), value: z.string() });

export const MessageSchema: z.ZodType<MessageAnswer> = z.object({
  message: z.string(),
  confidence: z.number(),
});

export const DraftSchema: z.ZodType<MessageAnswer & TemplateAnswer> = z.object({
  message: z.string(),
  confidence: z.number(),
  template: z.number().nullable(),
  fit: z.number(),
  fields: z.array(field),
});

export const TemplateSchema: z.ZodType<TemplateAnswer & { readonly confidence: number }> = z.object({
  template: z.number().nullable(),
  fit: z.number(),
  fields: z.array(field),
  confidence: z.number(),
});
