import { hasOpenHandoff } from '../../core/handoff/decision.ts';
import { isWaiting } from '../../core/handoff/handoff-state.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import { requeue, transfer } from '../../core/handoff/move.ts';
import { endOffer, makeOffer } from '../../core/handoff/offer.ts';
import { isSuited } from '../../core/routing/is-eligible.ts';
import type { App } from '../app.ts';
import { changeDesk } from '../change-desk.ts';
import { deskGuard } from '../cluster/leadership.ts';
import type { ChangeDeskOptions, Decide } from '../change-desk.ts';
import { policyFor } from '../open-handoff.ts';
import { newTraceId } from '../random-id.ts';
import { asOperator } from './due-act.ts';
import type { Act } from './due-act.ts';
import { needNow } from './place.ts';
import type { Standing } from './standing.ts';

export type ActOutcome =
  | { readonly type: 'done'; readonly handoff: HandoffState }
  /** The operator holds more than was known: the store is right. */
  | { readonly type: 'over-capacity' }
  /** Another node leads: it is for that one to do. */
  | { readonly type: 'not-ours' }
  /** It was not done: something has changed meanwhile. */
  | { readonly type: 'stale' };

/** Writes what the desk does by itself to a handoff, if it is still to be done when it is written. */
export async function carryOut(app: App, standing: Standing, act: Act): Promise<ActOutcome> {
  const options = optionsOf(app, act);
  if (options === null) return { type: 'not-ours' };
  const outcome = await changeDesk(app, standing.sessionId, decideAct(app, standing, act), options);
  if (outcome.type === 'over-capacity') return outcome;
  if (outcome.type === 'stale-lease') return { type: 'not-ours' };
  return outcome.type === 'done' && outcome.decision.handoff !== null
    ? { type: 'done', handoff: outcome.decision.handoff }
    : { type: 'stale' };
}

/** H6.2: he is offered nothing above his capacity, whatever else is written at the same time. */
function optionsOf(app: App, act: Act): ChangeDeskOptions | null {
  const guard = deskGuard(app);
  if (guard === null) return null;
  const traceId = newTraceId();
  const record = act.do === 'offer' ? app.staff.operator(act.operatorId)?.record : undefined;
  if (record === undefined) return { traceId, guard };
  return { traceId, guard: { ...guard, capacity: { operatorId: record.id, most: record.maxChats } } };
}

function decideAct(app: App, standing: Standing, act: Act): Decide {
  return (desk, moment) => {
    if (!hasOpenHandoff(desk) || desk.handoff.id !== standing.id) return null;
    const { handoff } = desk;
    switch (act.do) {
      case 'offer': {
        const record = app.staff.operator(act.operatorId)?.record;
        if (record === undefined || !app.staff.isPresent(record.id)) return null;
        if (!isSuited(asOperator(record), needNow(handoff, standing.missed.again))) return null;
        return makeOffer(desk, { id: record.id, name: record.name }, moment);
      }
      case 'end-offer':
        return endOffer(desk, act, moment);
      case 'requeue': {
        const again = { ...handoff, waitingSince: moment.at };
        return requeue(desk, { ...act, outlook: app.lines.outlookOf(again, moment.at) }, moment);
      }
      case 'move': {
        if (!isWaiting(handoff.stage)) return null;
        if (app.staff.department(handoff.requirements.department) !== null) return null;
        const { id: department } = app.staff.defaultDepartment;
        // The skills are those of the department that is gone.
        const requirements = { department, skills: [], language: handoff.requirements.language };
        const policy = policyFor(app, department);
        const moved = { ...handoff, requirements, policy, relaxed: [], waitingSince: moment.at };
        const outlook = app.lines.outlookOf(moved, moment.at);
        return transfer(desk, { by: null, requirements, policy, to: null, note: null, outlook }, moment);
      }
    }
  };
}
