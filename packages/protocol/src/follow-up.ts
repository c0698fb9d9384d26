import { z } from 'zod';
import { ActAsSchema } from './handoff-request.ts';
import type { ActAs } from './handoff-request.ts';

/** `open`: its time has not come. `due`: somebody has to do it now. */
export const FOLLOW_UP_STATES = ['open', 'due', 'done', 'cancelled'] as const;
export type FollowUpState = (typeof FOLLOW_UP_STATES)[number];

/**
 * A call or an e-mail that a customer was promised instead of waiting (H7.1), or something else that was promised for
 * a certain time (H5.1): it has an owner and a due time.
 */
export interface FollowUp {
  id: string;
  /** `commitment`: it is settled with the handoff's commitment of the same id. */
  kind: 'callback' | 'email' | 'commitment';
  /** Empty where the AI promised it with no handoff open. */
  handoff_id: string;
  session_id: string;
  department_id: string;
  customer: { id: string; name: string };
  /** Phone number or e-mail address; empty for a commitment. */
  address: string;
  /** What was promised, for a commitment. */
  text?: string | undefined;
  /** Who does it; null while it stands in the department's list. */
  owner: { id: string; name: string } | null;
  creation_utc: string;
  due_utc: string;
  state: FollowUpState;
  /** What came of it. */
  result: string | null;
  /** Of an e-mail that goes out by SMTP; null where none is set up. */
  delivery: { state: 'waiting' | 'sent' | 'failed'; attempts: number; error: string | null } | null;
}

export const FollowUpSchema: z.ZodType<FollowUp> = z.object({
  id: z.string(),
  kind: z.enum(['callback', 'email', 'commitment']),
  handoff_id: z.string(),
  session_id: z.string(),
  department_id: z.string(),
  customer: z.object({ id: z.string(), name: z.string() }),
  address: z.string(),
  text: z.string().optional(),
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
  creation_utc: z.string(),
  due_utc: z.string(),
  state: z.enum(FOLLOW_UP_STATES),
  result: z.string().nullable(),
  delivery: z
    .object({
      state: z.enum(['waiting', 'sent', 'failed']),
      attempts: z.int(),
      error: z.string().nullable(),
    })
    .nullable(),
});

/** `POST /follow-ups/{id}/done` and `…/cancel`. */
export interface SettleFollowUp extends ActAs {
  /** What came of it. */
  result?: string | null | undefined;
}
export const SettleFollowUpSchema: z.ZodType<SettleFollowUp> = z.intersection(
  ActAsSchema,
  z.object({ result: z.string().trim().min(1).max(2000).nullish() }),
);
