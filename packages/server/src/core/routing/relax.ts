import { RELAXATIONS } from './need.ts';
import type { Need, Relaxation } from './need.ts';
import type { SkillLevel } from './operator.ts';

/**
 * When requirements are given up, in microseconds of waiting; null: never. The order is fixed: a later kind whose
 * time is shorter waits for the earlier one.
 */
export interface RelaxationPolicy {
  readonly skillsAfter: number | null;
  readonly languageAfter: number | null;
  readonly departmentAfter: number | null;
  /** The departments that help out. */
  readonly overflow: readonly string[];
}

/** What is recorded of one relaxation. `after` is when it was due, in microseconds of waiting. */
export type RelaxationStep = { readonly after: number } & (
  | { readonly relaxed: 'skills'; readonly skills: readonly SkillLevel[] }
  | { readonly relaxed: 'language'; readonly language: string }
  | { readonly relaxed: 'department'; readonly overflow: readonly string[] }
);

export interface Relaxed {
  /** The same object when nothing was due. */
  readonly need: Need;
  /** In the order in which they took effect. */
  readonly steps: readonly RelaxationStep[];
}

/**
 * H6.3: gives up what is due after a time of waiting (microseconds). A step that would change nothing is neither
 * taken nor recorded; one already taken is not taken again.
 */
export function relax(need: Need, policy: RelaxationPolicy, waited: number): Relaxed {
  const steps = openSteps(need, policy).filter(({ after }) => after <= waited);
  const last = steps.findLast((step) => step.relaxed === 'department');
  if (steps.length === 0) return { need, steps };
  const relaxed = [...need.relaxed, ...steps.map((step) => step.relaxed)];
  return { need: { ...need, relaxed, overflow: last?.overflow ?? need.overflow }, steps };
}

/** When the next step is due, in microseconds since 1970; null when none is left. `since`: when waiting began. */
export function nextRelaxationAt(
  need: Need,
  policy: RelaxationPolicy,
  since: number = need.requestedAt,
): number | null {
  const [next] = openSteps(need, policy);
  return next === undefined ? null : since + next.after;
}

/** The steps not yet taken that would change something, in their order. */
function openSteps(need: Need, policy: RelaxationPolicy): RelaxationStep[] {
  const times: Readonly<Record<Relaxation, number | null>> = {
    skills: policy.skillsAfter,
    language: policy.languageAfter,
    department: policy.departmentAfter,
  };
  const steps: RelaxationStep[] = [];
  let earliest = 0;
  for (const kind of RELAXATIONS) {
    const time = times[kind];
    if (time === null) continue;
    earliest = Math.max(earliest, time);
    const step = need.relaxed.includes(kind) ? null : stepOf(kind, need, policy, earliest);
    if (step !== null) steps.push(step);
  }
  return steps;
}

function stepOf(
  kind: Relaxation,
  need: Need,
  policy: RelaxationPolicy,
  after: number,
): RelaxationStep | null {
  switch (kind) {
    case 'skills':
      return need.skills.length === 0 ? null : { after, relaxed: kind, skills: need.skills };
    case 'language':
      return need.language === null ? null : { after, relaxed: kind, language: need.language };
    case 'department': {
      const overflow = [...new Set(policy.overflow)].filter((department) => department !== need.department);
      return overflow.length === 0 ? null : { after, relaxed: kind, overflow };
    }
  }
}
