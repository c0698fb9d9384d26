import type { Need } from '../routing/need.ts';
import type { RelaxationPolicy } from '../routing/relax.ts';
import type { HandoffPolicy } from './handoff-policy.ts';
import type { HandoffState } from './handoff-state.ts';

const SECOND = 1_000_000;

/** What a waiting handoff needs of an operator, for routing (H6.2). */
export function needOf(
  state: Pick<
    HandoffState,
    'id' | 'requirements' | 'relaxed' | 'declined' | 'lastOperator' | 'priority' | 'requestedAt' | 'policy'
  >,
): Need {
  const { requirements, relaxed } = state;
  return {
    id: state.id,
    department: requirements.department,
    overflow: relaxed.includes('department') ? state.policy.overflow : [],
    skills: requirements.skills,
    language: requirements.language,
    priority: state.priority,
    requestedAt: state.requestedAt,
    declined: state.declined,
    lastOperator: state.lastOperator,
    relaxed,
  };
}

/** When its requirements are given up (H6.3), in microseconds of waiting. */
export function relaxationPolicy(policy: HandoffPolicy): RelaxationPolicy {
  const after = (seconds: number | null): number | null => (seconds === null ? null : seconds * SECOND);
  return {
    skillsAfter: after(policy.relaxSkillsSeconds),
    languageAfter: after(policy.relaxLanguageSeconds),
    departmentAfter: after(policy.relaxDepartmentSeconds),
    overflow: policy.overflow,
  };
}
