import { z } from 'zod';
import { HANDOFF_STAGES } from './handoff.ts';
import type { HandoffStage } from './handoff.ts';
import { SESSION_MODES } from './session.ts';
import type { SessionMode } from './session.ts';

/** A conversation as it stands in a list of `GET /sessions/recent`: who talks, and what was said last. */
export interface SessionHead {
  id: string;
  agent: { id: string; name: string };
  customer: { id: string; name: string };
  mode: SessionMode;
  title: string | null;
  creation_utc: string;
  /** Null where nobody has said anything yet. The text is cut after 200 characters. */
  last_message: { source: string; text: string; creation_utc: string } | null;
  /** Who holds it; null: the AI, or nobody yet. */
  operator: { id: string; name: string } | null;
  /** The handoff that is open in it; null for none. */
  handoff_id: string | null;
  /** How the handoff that ended last in it ended; null where none has. */
  last_handoff: {
    id: string;
    stage: HandoffStage;
    /** In the operator’s words, e.g. `solved`. */
    disposition: string | null;
    ended_utc: string | null;
  } | null;
}

const named = z.object({ id: z.string(), name: z.string() });
export const SessionHeadSchema: z.ZodType<SessionHead> = z.object({
  id: z.string(),
  agent: named,
  customer: named,
  mode: z.enum(SESSION_MODES),
  title: z.string().nullable(),
  creation_utc: z.string(),
  last_message: z.object({ source: z.string(), text: z.string(), creation_utc: z.string() }).nullable(),
  operator: named.nullable(),
  handoff_id: z.string().nullable(),
  last_handoff: z
    .object({
      id: z.string(),
      stage: z.enum(HANDOFF_STAGES),
      disposition: z.string().nullable(),
      ended_utc: z.string().nullable(),
    })
    .nullable(),
});
