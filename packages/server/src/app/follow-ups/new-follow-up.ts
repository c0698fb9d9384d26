import type { Decision } from '../../core/handoff/decision.ts';
import { nextOpening } from '../../core/hours/business-hours.ts';
import { parseTime } from '../../core/time.ts';
import { earliestCallback } from '../../core/waiting/alternatives.ts';
import type { FollowUpRecord } from '../../ports/desk-store.ts';
import type { App } from '../app.ts';
import { commitmentFollowUp } from '../return/commitment-follow-up.ts';

const DAY = 86_400_000_000;

/**
 * What a decision promises for later: a call or an e-mail instead of waiting (H7.1), or what an operator or the AI
 * commits to for a certain time (H5.1). Null when it promises nothing. Written with the decision, so that neither is
 * without the other. A handoff promises at most one call or e-mail, which has its id; commitments have their own.
 */
export function followUpOf(app: App, { facts, handoff }: Decision): FollowUpRecord | null {
  const committed = facts.findLast((fact) => fact.type === 'committed');
  if (committed !== undefined && handoff !== null) return commitmentFollowUp(app, handoff, committed);
  const chosen = facts.findLast((fact) => fact.type === 'contact-chosen');
  if (chosen === undefined || handoff === null) return null;
  const { at, kind, address, callAt } = chosen;
  const { department } = handoff.requirements;
  const departmentId = app.staff.department(department)?.id ?? app.staff.defaultDepartment.id;
  const hours = app.staff.hoursOf(departmentId);
  const chosenTime = callAt === null ? null : parseTime(callAt);
  const reachable =
    kind === 'callback' ? earliestCallback(hours, at) : hours === null ? at : nextOpening(hours, at);
  return {
    id: handoff.id,
    createdAt: at,
    kind,
    handoffId: handoff.id,
    sessionId: handoff.sessionId,
    departmentId,
    customer: handoff.customer,
    address,
    owner: null,
    // A department that never opens again has its people look at it the next day all the same.
    due: chosenTime ?? reachable ?? at + DAY,
    state: 'open',
    result: null,
    delivery:
      kind === 'email' && app.mailer !== undefined
        ? { mail: 'confirmation', state: 'waiting', attempts: 0, error: null, nextAt: at }
        : null,
  };
}
