import { z } from 'zod';

/** What a customer's page is told about an agent before a conversation begins: `GET /agents/{id}/widget`. */
export interface WidgetSettings {
  agent: { id: string; name: string };
  /** Shown above an empty conversation; null for none. */
  opening_message: string | null;
  /** Whether the page shows a button with which to ask for a person. */
  person_button: boolean;
  attachments: boolean;
  /** Bytes. */
  attachment_limit: number;
  /** Media types that are taken. */
  attachment_types: string[];
}
export const WidgetSettingsSchema: z.ZodType<WidgetSettings> = z.object({
  agent: z.object({ id: z.string(), name: z.string() }),
  opening_message: z.string().nullable(),
  person_button: z.boolean(),
  attachments: z.boolean(),
  attachment_limit: z.int(),
  attachment_types: z.array(z.string()),
});

/** `PUT /agents/{id}/widget`: what is absent is as the agent's code says, or the default. */
export interface UpdateWidgetSettings {
  opening_message?: string | null | undefined;
  /** Default true. */
  person_button?: boolean | undefined;
  /** Default true. */
  attachments?: boolean | undefined;
}
export const UpdateWidgetSettingsSchema: z.ZodType<UpdateWidgetSettings> = z.object({
  opening_message: z.string().trim().min(1).max(2000).nullish(),
  person_button: z.boolean().optional(),
  attachments: z.boolean().optional(),
});

/**
 * `POST /sessions/resume`: the newest conversation of a customer whom the company's own page vouches for, or a new one:
 * the same on every device (the token is a JWT that the page's server has signed, see docs/widget.md).
 */
export interface ResumeSession {
  agent_id: string;
  identity: string;
  /** Begin a new one all the same. */
  fresh?: boolean | undefined;
}
export const ResumeSessionSchema: z.ZodType<ResumeSession> = z.object({
  agent_id: z.string().min(1).max(100),
  identity: z.string().min(1).max(8192),
  fresh: z.boolean().optional(),
});
