import { refuse } from '../core/handoff/decision.ts';
import type { Refusal } from '../core/handoff/decision.ts';
import { isHeld } from '../core/handoff/handoff-state.ts';
import type { HandoffState } from '../core/handoff/handoff-state.ts';
import type { App } from './app.ts';
import type { Destination, TransferTarget } from './handoff-command.ts';
import { policyFor } from './open-handoff.ts';

export type FoundDestination =
  | { readonly type: 'found'; readonly destination: Destination }
  | { readonly type: 'unknown'; readonly detail: string }
  | Refusal;

/** Where a transfer goes (H3.5): to an operator who is here, or to a department's queue. */
export function findDestination(app: App, handoff: HandoffState, target: TransferTarget): FoundDestination {
  const named = target.department === undefined ? null : app.staff.findDepartment(target.department);
  if (target.department !== undefined && named === null)
    return { type: 'unknown', detail: `There is no department '${target.department}'.` };
  const member = target.operatorId === undefined ? null : app.staff.operator(target.operatorId);
  if (target.operatorId !== undefined && member === null)
    return { type: 'unknown', detail: `There is no operator '${target.operatorId}'.` };
  if (member !== null && !app.staff.isPresent(member.record.id))
    return refuse('not-present', `${member.record.name} is not here: choose another one, or a department.`);
  if (member !== null && isHeld(handoff.stage) && handoff.operator?.id === member.record.id)
    return refuse('already-held', `${member.record.name} holds it already.`);
  const department = named?.id ?? departmentFor(app, handoff, member?.record.departments ?? null);
  const stays = department === handoff.requirements.department;
  return {
    type: 'found',
    destination: {
      requirements: {
        department,
        skills:
          target.skills?.map((skill) => ({ skill, level: 1 })) ?? (stays ? handoff.requirements.skills : []),
        language: target.language ?? handoff.requirements.language,
      },
      policy: policyFor(app, department),
      to: member === null ? null : { id: member.record.id, name: member.record.name },
    },
  };
}

/** That of the handoff, where the operator is in it; else his first one. */
function departmentFor(app: App, handoff: HandoffState, of: readonly string[] | null): string {
  const { department } = handoff.requirements;
  if (of === null || of.includes(department)) return department;
  return of.find((id) => app.staff.department(id) !== null) ?? department;
}
