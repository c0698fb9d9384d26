import type { Alert, DepartmentStatus, FollowUp, Operator, StreamFrame } from '@baton/protocol';

/** What the live stream tells beside handoffs: who is here, how the lines are, what one should look at. */
export interface Desk {
  operators: ReadonlyMap<string, Operator>;
  departments: ReadonlyMap<string, DepartmentStatus>;
  /** What was promised for later and is still to be done. */
  followUps: ReadonlyMap<string, FollowUp>;
  /** The newest last. */
  alerts: readonly Alert[];
}

export const EMPTY_DESK: Desk = {
  operators: new Map(),
  departments: new Map(),
  followUps: new Map(),
  alerts: [],
};

const MOST_ALERTS = 50;

/** The desk after a frame. Frames that do not concern it give the very same desk back. */
export function deskAfter(desk: Desk, frame: StreamFrame): Desk {
  switch (frame.type) {
    case 'snapshot':
      return {
        operators: new Map(frame.operators.map((operator) => [operator.id, operator])),
        departments: new Map(frame.departments.map((status) => [status.department_id, status])),
        followUps: new Map(frame.follow_ups.map((followUp) => [followUp.id, followUp])),
        alerts: frame.alerts,
      };
    case 'operator': {
      const operators = new Map(desk.operators);
      if (frame.removed === true) operators.delete(frame.operator.id);
      else operators.set(frame.operator.id, frame.operator);
      return { ...desk, operators };
    }
    case 'department': {
      const { status } = frame;
      return { ...desk, departments: new Map(desk.departments).set(status.department_id, status) };
    }
    case 'follow-up': {
      const followUps = new Map(desk.followUps);
      const { follow_up: followUp } = frame;
      if (followUp.state === 'open' || followUp.state === 'due') followUps.set(followUp.id, followUp);
      else followUps.delete(followUp.id);
      return { ...desk, followUps };
    }
    case 'alert': {
      const others = desk.alerts.filter(({ id }) => id !== frame.alert.id);
      return { ...desk, alerts: [...others, frame.alert].slice(-MOST_ALERTS) };
    }
    default:
      return desk;
  }
}
