import { z } from 'zod';
import { SessionSchema } from './response.ts';
import type { Session } from './session.ts';

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
 *
 * A conversation that is going on while he is not known yet becomes his when its own token is in `Authorization`.
 */
export interface ResumeSession {
  agent_id: string;
  identity: string;
  /** Begin a new one all the same. */
  fresh?: boolean | undefined;
  /** Where he has none that goes on, make none: the answer is then null. Default false. */
  only_existing?: boolean | undefined;
}
export const ResumeSessionSchema: z.ZodType<ResumeSession> = z.object({
  agent_id: z.string().min(1).max(100),
  identity: z.string().min(1).max(8192),
  fresh: z.boolean().optional(),
  only_existing: z.boolean().optional(),
});

/** The answer to `POST /sessions/resume`. Only one to `only_existing` may have no session. */
export interface ResumedSession {
  session: Session | null;
  /** For `Authorization: Bearer`; with it the page uses this session and nothing else. */
  token: string | null;
  /** Whom the page vouches for, as this server knows him now. */
  customer: { id: string; name: string };
}
export const ResumedSessionSchema: z.ZodType<ResumedSession> = z.object({
  session: SessionSchema.nullable(),
  token: z.string().nullable(),
  customer: z.object({ id: z.string(), name: z.string() }),
});

/** `POST /sessions?token=true` answers the session's token in this header, for pages of another origin. */
export const SESSION_TOKEN_HEADER = 'baton-session-token';
