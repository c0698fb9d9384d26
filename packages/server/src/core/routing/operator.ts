/** A skill and how well it is known, or how well it has to be: a whole number from 1 to 5. */
export interface SkillLevel {
  readonly skill: string;
  readonly level: number;
}

export const HIGHEST_LEVEL = 5;

/** A person who takes chats, as routing sees him. */
export interface Operator {
  readonly id: string;
  readonly departments: readonly string[];
  readonly skills: readonly SkillLevel[];
  /** Language codes. */
  readonly languages: readonly string[];
  /** How many chats he holds at once (`max_chats`); 0 takes none. */
  readonly maxChats: number;
  readonly present: boolean;
  /** Chats he holds. An offer that he has not answered counts as one. */
  readonly active: number;
  /** When he came, or last got or ended a chat; microseconds since 1970. */
  readonly idleSince: number;
}

/** Whether he can take one chat more. */
export function isReady({ present, active, maxChats }: Operator): boolean {
  return present && active < maxChats;
}

/**
 * H6.2: below zero where `a` is asked before `b`: the lower load, then the longer idle, then the lower id. To be
 * used on operators that are ready.
 */
export function compareOperators(a: Operator, b: Operator): number {
  return loadOf(a) - loadOf(b) || a.idleSince - b.idleSince || compareIds(a.id, b.id);
}

/** Share of his capacity that is taken. */
export function loadOf({ active, maxChats }: Operator): number {
  return maxChats > 0 ? active / maxChats : 1;
}

/** By code unit: the same on every machine, whatever its locale. */
export function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Throws a RangeError for what would break the order of operators: callers read their input first. */
export function assertOperator({ id, maxChats, active, idleSince, skills }: Operator): void {
  if (!Number.isSafeInteger(maxChats) || maxChats < 0)
    throw new RangeError(`operator ${id}: maxChats ${maxChats}`);
  if (!Number.isSafeInteger(active) || active < 0) throw new RangeError(`operator ${id}: active ${active}`);
  if (!Number.isFinite(idleSince)) throw new RangeError(`operator ${id}: idleSince ${idleSince}`);
  assertLevels(skills);
}

export function assertLevels(skills: readonly SkillLevel[]): void {
  for (const { skill, level } of skills) {
    const known = Number.isInteger(level) && level >= 1 && level <= HIGHEST_LEVEL;
    if (!known) throw new RangeError(`skill ${skill}: level ${level}`);
  }
}
