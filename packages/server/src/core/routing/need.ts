import { assertLevels, compareIds } from './operator.ts';
import type { SkillLevel } from './operator.ts';

/** What can be relaxed, in the order in which it is. */
export const RELAXATIONS = ['skills', 'language', 'department'] as const;

export type Relaxation = (typeof RELAXATIONS)[number];

/** What a waiting handoff needs of an operator. */
export interface Need {
  /** The handoff's id. */
  readonly id: string;
  readonly department: string;
  /** Other departments whose operators may take it once `department` is relaxed. */
  readonly overflow: readonly string[];
  /** Each with the least level that will do. */
  readonly skills: readonly SkillLevel[];
  /** Null: any language will do. */
  readonly language: string | null;
  /** Higher goes first. */
  readonly priority: number;
  /** When a person was asked for; kept by transfers and re-queues. Microseconds since 1970. */
  readonly requestedAt: number;
  /** Ids of operators who declined it or let its offer time out. */
  readonly declined: readonly string[];
  /** Who served this customer last and until when he is asked first (the end of the sticky window, inclusive). */
  readonly lastOperator: { readonly id: string; readonly until: number } | null;
  /** What is not required any more; what was asked for stays written above. */
  readonly relaxed: readonly Relaxation[];
}

/** What is required of an operator now, relaxations applied. */
export interface Requirements {
  readonly departments: readonly string[];
  readonly skills: readonly SkillLevel[];
  readonly language: string | null;
}

const NO_SKILLS: readonly SkillLevel[] = [];

export function requirementsOf(need: Need): Requirements {
  const { department, overflow, skills, language, relaxed } = need;
  if (relaxed.length === 0) return { departments: [department], skills, language };
  return {
    departments: relaxed.includes('department') ? [...new Set([department, ...overflow])] : [department],
    skills: relaxed.includes('skills') ? NO_SKILLS : skills,
    language: relaxed.includes('language') ? null : language,
  };
}

/** H6.1: below zero where `a` stands before `b`: the higher priority, then the older request, then the lower id. */
export function compareNeeds(a: Need, b: Need): number {
  return b.priority - a.priority || a.requestedAt - b.requestedAt || compareIds(a.id, b.id);
}

/** Bounds the depth of a search; their levels go into one number. */
const MOST_SKILLS = 10;
/** Bounds what is kept for one need. */
const MOST_DEPARTMENTS = 64;

/** Throws a RangeError for what would break the order of a queue: callers read their input first. */
export function assertNeed({ id, priority, requestedAt, skills, overflow }: Need): void {
  if (!Number.isFinite(priority)) throw new RangeError(`need ${id}: priority ${priority}`);
  if (!Number.isFinite(requestedAt)) throw new RangeError(`need ${id}: requestedAt ${requestedAt}`);
  if (skills.length > MOST_SKILLS) throw new RangeError(`need ${id}: more than ${MOST_SKILLS} skills`);
  if (overflow.length >= MOST_DEPARTMENTS) {
    throw new RangeError(`need ${id}: more than ${MOST_DEPARTMENTS} departments`);
  }
  assertLevels(skills);
}
