import { z } from 'zod';
import { MOST_ATTACHMENTS } from './attachment.ts';

/* What is asked of the desk. */

const name = z.string().min(1).max(200);
const text = z.string().trim().min(1).max(4000);
const id = z.string().min(1).max(100);
const language = z.string().regex(/^[a-z]{2}$/, 'a two-letter code, e.g. es');
const skills = z.array(z.string().min(1).max(100)).max(10);
const priority = z.int().min(-100).max(100);

/** `POST /sessions/{id}/handoff`: ask for a person. A customer's browser may say no more than a note. */
export interface RequestHandoff {
  /** One of HANDOFF_REASONS or the application's own; default `api`, for the customer himself `customer_requested`. */
  reason?: string | null | undefined;
  /** A note for the operator. */
  note?: string | null | undefined;
  /** Higher goes first; default 0. */
  priority?: number | null | undefined;
  /** Id or name; default that of the agent. */
  department?: string | null | undefined;
  skills?: string[] | null | undefined;
  /** ISO 639-1 that the operator must speak. */
  language?: string | null | undefined;
}
export const RequestHandoffSchema: z.ZodType<RequestHandoff> = z.object({
  reason: z.string().min(1).max(100).nullish(),
  note: z.string().max(4000).nullish(),
  priority: priority.nullish(),
  department: name.nullish(),
  skills: skills.nullish(),
  language: language.nullish(),
});

/** Who acts. With an operator's key the server takes him from the key and this must agree or be absent. */
export interface ActAs {
  operator?: { id: string; name: string } | null | undefined;
}
const operator = z.object({ id, name: z.string().min(1).max(100) }).nullish();
export const ActAsSchema: z.ZodType<ActAs> = z.object({ operator });

/** `POST /sessions/{id}/takeover`. */
export interface TakeOver extends ActAs {
  /** Also from a colleague: leads only. */
  force?: boolean | undefined;
}
export const TakeOverSchema: z.ZodType<TakeOver> = z.object({ operator, force: z.boolean().optional() });

/** `POST /handoffs/{id}/messages`: the operator writes to the customer. */
export interface SendReply extends ActAs {
  /** May be empty where attachments go with it. */
  message: string;
  /** `operator`: under his own name. `ai`: on the AI's behalf; the true author is stored all the same. */
  as: 'operator' | 'ai';
  /** The newest offset his screen has shown; -1 when it has shown none. */
  seen_offset: number;
  /** Send although newer events exist. */
  force?: boolean | undefined;
  /** Ids of attachments of this session. */
  attachments?: string[] | undefined;
  /** The suggestion that was put into the composer, changed since or not: its acceptance is measured. */
  suggestion_id?: string | undefined;
}
export const SendReplySchema: z.ZodType<SendReply> = z
  .object({
    operator,
    message: z.string().max(20000),
    as: z.enum(['operator', 'ai']),
    seen_offset: z.int().min(-1),
    force: z.boolean().optional(),
    attachments: z.array(id).max(MOST_ATTACHMENTS).optional(),
    suggestion_id: id.optional(),
  })
  .refine(({ message, attachments }) => message !== '' || (attachments ?? []).length > 0, {
    message: 'Write something or attach a file.',
    path: ['message'],
  });

export interface AddNote extends ActAs {
  text: string;
  /** A lead's word for whoever holds it. */
  whisper?: boolean | undefined;
}
export const AddNoteSchema: z.ZodType<AddNote> = z.object({
  operator,
  text,
  whisper: z.boolean().optional(),
});

/** `POST /handoffs/{id}/offer`: put a waiting handoff to one operator. */
export interface OfferHandoff extends ActAs {
  operator_id: string;
}
export const OfferHandoffSchema: z.ZodType<OfferHandoff> = z.object({ operator, operator_id: id });

/** `POST /handoffs/{id}/transfer`: to a department's queue, or to one operator who is here. */
export interface TransferHandoff extends ActAs {
  /** Id or name. */
  department?: string | null | undefined;
  operator_id?: string | null | undefined;
  skills?: string[] | null | undefined;
  language?: string | null | undefined;
  /** For whoever takes it next. */
  note?: string | null | undefined;
}
export const TransferHandoffSchema: z.ZodType<TransferHandoff> = z
  .object({
    operator,
    department: name.nullish(),
    operator_id: id.nullish(),
    skills: skills.nullish(),
    language: language.nullish(),
    note: text.nullish(),
  })
  .refine(({ department, operator_id }) => Boolean(department) || Boolean(operator_id), {
    message: 'Say where to: `department`, `operator_id`, or both.',
  });

/** `POST /handoffs/{id}/priority`. */
export interface PrioritiseHandoff extends ActAs {
  priority: number;
}
export const PrioritiseHandoffSchema: z.ZodType<PrioritiseHandoff> = z.object({ operator, priority });

/** `POST /handoffs/{id}/corrections`: one line of what was handed over is put right (H5.3). */
export interface CorrectLine extends ActAs {
  /** `summary`, `intent`, `open_question` or `details/<index>`. */
  line: string;
  /** What holds; null: the line is wrong and nothing takes its place. */
  value: string | null;
}
export const CorrectLineSchema: z.ZodType<CorrectLine> = z.object({
  operator,
  line: z.string().regex(/^(?:summary|intent|open_question|details\/\d{1,3})$/),
  value: z.string().trim().min(1).max(1000).nullable(),
});

/** `POST /handoffs/{id}/commitments`: something that was promised to the customer (H5.1). */
export interface AddCommitment extends ActAs {
  text: string;
  /** When it is to be kept, ISO 8601. */
  due?: string | null | undefined;
}
/** Times are kept in whole microseconds, which a number holds until the year 2255. */
const LATEST_DUE = Date.UTC(2100, 0);
export const AddCommitmentSchema: z.ZodType<AddCommitment> = z.object({
  operator,
  text: z.string().trim().min(1).max(500),
  due: z.iso
    .datetime({ offset: true })
    .refine((due) => Date.parse(due) > 0 && Date.parse(due) < LATEST_DUE, {
      message: 'A promise is due between 1970 and 2100.',
    })
    .nullish(),
});

/** `POST /handoffs/{id}/resolve`. */
export interface ResolveHandoff extends ActAs {
  /** e.g. `solved`, `not-solved`, `duplicate`, `spam`. */
  disposition: string;
  outcome?: string | null | undefined;
  /** What is promised stays open, and he knows it (H8.4). */
  keep_commitments?: boolean | undefined;
  /** The newest offset his screen has shown: what the customer wrote after it is answered by the AI. Default: all. */
  seen_offset?: number | undefined;
}
export const ResolveHandoffSchema: z.ZodType<ResolveHandoff> = z.object({
  operator,
  disposition: z.string().min(1).max(100),
  outcome: z.string().max(4000).nullish(),
  keep_commitments: z.boolean().optional(),
  seen_offset: z.int().min(-1).optional(),
});

/** `POST /handoffs/{id}/return`: hand the session back to the AI. */
export interface ReturnHandoff extends ActAs {
  /** What was decided or agreed: the AI is told it as a fact. */
  outcome?: string | null | undefined;
  keep_commitments?: boolean | undefined;
}
export const ReturnHandoffSchema: z.ZodType<ReturnHandoff> = z.object({
  operator,
  outcome: z.string().max(4000).nullish(),
  keep_commitments: z.boolean().optional(),
});

/** `POST /handoffs/{id}/callback` and `/email`: what the customer chooses instead of waiting. */
export interface ChooseContact {
  /** Phone number or e-mail address. */
  address: string;
  /** When he wants to be called, ISO 8601; null for as soon as possible. */
  at?: string | null | undefined;
}
export const ChooseContactSchema: z.ZodType<ChooseContact> = z.object({
  address: z.string().min(3).max(200),
  at: z.iso.datetime({ offset: true }).nullish(),
});

/** `POST /handoffs/{id}/rating` (H8.5). */
export interface RateHandoff {
  /** 1 to 5. */
  score: number;
  comment?: string | null | undefined;
}
export const RateHandoffSchema: z.ZodType<RateHandoff> = z.object({
  score: z.int().min(1).max(5),
  comment: z.string().trim().min(1).max(2000).nullish(),
});
