import { z } from 'zod';
import { BusinessHoursSchema } from './business-hours.ts';
import type { BusinessHours } from './business-hours.ts';

/**
 * How a department works. Seconds. Fixed on a handoff when it enters the department, so that its clocks can be
 * recomputed.
 */
export interface DepartmentPolicy {
  /** From request to acceptance, as promised (H7.1); default 60. */
  service_level_seconds: number;
  /** An operator may leave an offer unanswered this long; default 30. */
  offer_seconds: number;
  /** Offers are accepted at once, without a click (H6.4); default false. */
  auto_accept: boolean;
  /** How long after a chat its operator is asked first when the customer comes back (H6.2); default 1800, 0 never. */
  sticky_seconds: number;
  /** Seconds of waiting after which a requirement is given up (H6.3); null never. Defaults 120, 240, 360. */
  relax_skills_seconds: number | null;
  relax_language_seconds: number | null;
  relax_department_seconds: number | null;
  /** Departments that help out once `relax_department_seconds` have passed. */
  overflow: string[];
  /** Between two messages to somebody who waits, at most as often; said only when there is something new; default 60. */
  tell_seconds: number;
  /** Between two messages after the service level has passed; default 180. */
  reminder_seconds: number;
  /** From entering the queue to giving up when nobody comes; default 1800. */
  give_up_seconds: number;
  /** How often an active chat is looked at for a customer without an answer; default 300. */
  idle_seconds: number;
  /** A chat in which nobody has written for so long goes back to the AI, null never; default 86400. */
  idle_return_seconds: number | null;
  /** The operator is warned this long before it does; default 60. */
  return_notice_seconds: number;
  /** Require the customer's language of an operator, where it is known; default false. */
  match_language: boolean;
  /** What is offered instead of waiting (H7.1); default all three. */
  offer_callback: boolean;
  offer_email: boolean;
  offer_ai: boolean;
  /** Ask for a rating after a resolve (H8.5); default false. */
  ask_rating: boolean;
  /** What operators choose from when they resolve, in this order; over the API any text is taken. Default five. */
  dispositions: string[];
}

/** A group of operators with one queue. */
export interface Department {
  id: string;
  name: string;
  creation_utc: string;
  /** Null: always open. */
  hours: BusinessHours | null;
  /** Ids of agents whose requests come here when they name no department. */
  agents: string[];
  policy: DepartmentPolicy;
}

/** A department as it is now. */
export interface DepartmentStatus {
  department_id: string;
  open: boolean;
  /** When it opens again, where it is closed. */
  opens_utc: string | null;
  /** Operators who are here and take chats. */
  operators_present: number;
  /** Chats that they can hold in all, and how many of them they do, offers included. */
  slots: number;
  busy: number;
  waiting: number;
  /** Oldest request that waits; null when none does. */
  longest_wait_since_utc: string | null;
  /** What somebody who asks now would be told. */
  wait: WaitRange | null;
  /** What such estimates have been worth; null while no wait that was estimated is over. */
  calibration: WaitCalibration | null;
}

/** Estimated waits that are over (H7.2): shares of them, 0 to 1, that took no longer than the two ends of the band. */
export interface WaitCalibration {
  /** On how many of the newest the shares rest. */
  answers: number;
  /** Right at 0.5. */
  within_p50: number;
  /** Right at 0.9. */
  within_p90: number;
}

/** A wait as one tells it, in whole steps (H7.2). Seconds; `to` null: more than `from`. */
export interface WaitRange {
  from: number;
  to: number | null;
}

export const WaitRangeSchema: z.ZodType<WaitRange> = z.object({
  from: z.number(),
  to: z.number().nullable(),
});

const DAY = 86_400;
const seconds = (min: number, max: number): z.ZodType<number> => z.int().min(min).max(max);
const ids = z.array(z.string().min(1).max(100)).max(63);

const policyFields = {
  service_level_seconds: seconds(1, DAY),
  offer_seconds: seconds(5, 3600),
  auto_accept: z.boolean(),
  sticky_seconds: seconds(0, 90 * DAY),
  relax_skills_seconds: seconds(0, DAY).nullable(),
  relax_language_seconds: seconds(0, DAY).nullable(),
  relax_department_seconds: seconds(0, DAY).nullable(),
  overflow: ids,
  tell_seconds: seconds(15, DAY),
  reminder_seconds: seconds(15, DAY),
  give_up_seconds: seconds(10, 30 * DAY),
  idle_seconds: seconds(10, DAY),
  idle_return_seconds: seconds(30, 90 * DAY).nullable(),
  return_notice_seconds: seconds(5, DAY),
  match_language: z.boolean(),
  offer_callback: z.boolean(),
  offer_email: z.boolean(),
  offer_ai: z.boolean(),
  ask_rating: z.boolean(),
  dispositions: z
    .array(z.string().trim().min(1).max(100))
    .min(1)
    .max(30)
    .refine((all) => new Set(all).size === all.length, { error: 'A disposition stands there twice.' }),
};
export const DepartmentPolicySchema: z.ZodType<DepartmentPolicy> = z.object(policyFields);

const name = z.string().trim().min(1).max(100);

export interface CreateDepartment {
  /** Letters, digits, hyphens; default made from the name. */
  id?: string | null | undefined;
  name: string;
  hours?: BusinessHours | null | undefined;
  agents?: string[] | null | undefined;
  /** What differs from the defaults. */
  policy?: Partial<DepartmentPolicy> | null | undefined;
}
export const CreateDepartmentSchema: z.ZodType<CreateDepartment> = z.object({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,63}$/)
    .nullish(),
  name,
  hours: BusinessHoursSchema.nullish(),
  agents: z.array(z.string().min(1).max(100)).max(1000).nullish(),
  policy: z.object(policyFields).partial().nullish(),
});

/** What is absent stays; `hours: null` is always open. */
export interface UpdateDepartment {
  name?: string | undefined;
  hours?: BusinessHours | null | undefined;
  agents?: string[] | undefined;
  policy?: Partial<DepartmentPolicy> | undefined;
}
export const UpdateDepartmentSchema: z.ZodType<UpdateDepartment> = z.object({
  name: name.optional(),
  hours: BusinessHoursSchema.nullish(),
  agents: z.array(z.string().min(1).max(100)).max(1000).optional(),
  policy: z.object(policyFields).partial().optional(),
});

const time = z.string();
export const DepartmentSchema: z.ZodType<Department> = z.object({
  id: z.string(),
  name: z.string(),
  creation_utc: time,
  hours: BusinessHoursSchema.nullable(),
  agents: z.array(z.string()),
  policy: DepartmentPolicySchema,
});
export const DepartmentStatusSchema: z.ZodType<DepartmentStatus> = z.object({
  department_id: z.string(),
  open: z.boolean(),
  opens_utc: time.nullable(),
  operators_present: z.int(),
  slots: z.int(),
  busy: z.int(),
  waiting: z.int(),
  longest_wait_since_utc: time.nullable(),
  wait: WaitRangeSchema.nullable(),
  calibration: z.object({ answers: z.int(), within_p50: z.number(), within_p90: z.number() }).nullable(),
});
