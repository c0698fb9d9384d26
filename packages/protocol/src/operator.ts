import { z } from 'zod';

/** A skill and how well it is known, 1 to 5. */
export interface SkillLevel {
  skill: string;
  level: number;
}

/** `available`: takes chats. `away`: keeps the chats he has, gets no new ones. `offline`: not here. */
export const PRESENCE_STATUSES = ['available', 'away', 'offline'] as const;
export type PresenceStatus = (typeof PRESENCE_STATUSES)[number];

/**
 * Whether an operator is here: a lease that heartbeats renew (H6.6). When it has run out he counts as offline; his
 * offers go on and, after a grace period, his chats are queued again.
 */
export interface Presence {
  status: PresenceStatus;
  /** Since when the status holds. */
  since_utc: string;
  /** When the lease ends unless it is renewed; null when there is none. */
  lease_until_utc: string | null;
}

/** A person who answers customers. */
export interface Operator {
  id: string;
  name: string;
  creation_utc: string;
  /** For mails about what he has to do; null for none. */
  email: string | null;
  /** A lead may act on what others hold. */
  lead: boolean;
  departments: string[];
  skills: SkillLevel[];
  /** ISO 639-1. */
  languages: string[];
  /** Chats at once; 0 takes none by itself. */
  max_chats: number;
  presence: Presence;
  /** Chats he holds, and offers he has not answered. */
  active_chats: number;
  offers: number;
}

const id = z.string().min(1).max(100);
const name = z.string().trim().min(1).max(100);
const fields = {
  email: z.email().max(254).nullable(),
  lead: z.boolean(),
  departments: z.array(id).max(64),
  skills: z.array(z.object({ skill: z.string().min(1).max(100), level: z.int().min(1).max(5) })).max(50),
  languages: z.array(z.string().regex(/^[a-z]{2}$/)).max(50),
  max_chats: z.int().min(0).max(100),
};

/** `POST /operators`. */
export interface CreateOperator {
  /** Default: the name in small letters with hyphens, which is also the id of an operator's key. */
  id?: string | null | undefined;
  name: string;
  email?: string | null | undefined;
  lead?: boolean | undefined;
  /** Default: the default department. */
  departments?: string[] | undefined;
  skills?: SkillLevel[] | undefined;
  languages?: string[] | undefined;
  /** Default 5. */
  max_chats?: number | undefined;
}
export const CreateOperatorSchema: z.ZodType<CreateOperator> = z.object({
  id: id.nullish(),
  name,
  email: fields.email.optional(),
  lead: fields.lead.optional(),
  departments: fields.departments.optional(),
  skills: fields.skills.optional(),
  languages: fields.languages.optional(),
  max_chats: fields.max_chats.optional(),
});

/** `PATCH /operators/{id}`: what is absent stays. */
export interface UpdateOperator extends Partial<Omit<CreateOperator, 'id'>> {}
export const UpdateOperatorSchema: z.ZodType<UpdateOperator> = z.object({
  name: name.optional(),
  email: fields.email.optional(),
  lead: fields.lead.optional(),
  departments: fields.departments.optional(),
  skills: fields.skills.optional(),
  languages: fields.languages.optional(),
  max_chats: fields.max_chats.optional(),
});

/** `PUT /operators/{id}/presence`. */
export interface SetPresence {
  status: PresenceStatus;
}
export const SetPresenceSchema: z.ZodType<SetPresence> = z.object({ status: z.enum(PRESENCE_STATUSES) });

const time = z.string();
export const PresenceSchema: z.ZodType<Presence> = z.object({
  status: z.enum(PRESENCE_STATUSES),
  since_utc: time,
  lease_until_utc: time.nullable(),
});
export const OperatorSchema: z.ZodType<Operator> = z.object({
  id: z.string(),
  name: z.string(),
  creation_utc: time,
  email: z.string().nullable(),
  lead: z.boolean(),
  departments: z.array(z.string()),
  skills: z.array(z.object({ skill: z.string(), level: z.int() })),
  languages: z.array(z.string()),
  max_chats: z.int(),
  presence: PresenceSchema,
  active_chats: z.int(),
  offers: z.int(),
});
