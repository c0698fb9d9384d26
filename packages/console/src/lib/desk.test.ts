import type { Alert, DepartmentStatus } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { timeOf } from '../testing/make-event.ts';
import { makeHandoff } from '../testing/make-handoff.ts';
import { makeFollowUp, makeOperator, makeSnapshot } from '../testing/make-snapshot.ts';
import { EMPTY_DESK, deskAfter } from './desk.ts';
import { isAlive } from './live-alerts.ts';
import { offersTo, secondsLeft } from './offers.ts';

const alert: Alert = {
  id: 'h1-3',
  kind: 'service-level-near',
  handoff_id: 'h1',
  session_id: 's1',
  department_id: 'support',
  operator_id: null,
  creation_utc: timeOf(40),
};
const status = (waiting: number): DepartmentStatus => ({
  department_id: 'support',
  open: true,
  opens_utc: null,
  operators_present: 1,
  slots: 5,
  busy: 2,
  waiting,
  longest_wait_since_utc: null,
  wait: null,
  calibration: null,
});

describe('the desk', () => {
  it('is replaced as a whole by a snapshot', () => {
    const before = deskAfter(EMPTY_DESK, makeSnapshot({ operators: [makeOperator('old')], alerts: [alert] }));
    const after = deskAfter(before, makeSnapshot({ operators: [makeOperator('new')] }));
    expect([...after.operators.keys()]).toEqual(['new']);
    expect(after.alerts).toEqual([]);
  });

  it('keeps what is promised for later until it is done', () => {
    const promised = makeFollowUp({ id: 'f1' });
    let desk = deskAfter(EMPTY_DESK, makeSnapshot({ follow_ups: [promised] }));
    desk = deskAfter(desk, { type: 'follow-up', follow_up: makeFollowUp({ id: 'f2', state: 'due' }) });
    expect([...desk.followUps.keys()]).toEqual(['f1', 'f2']);
    desk = deskAfter(desk, { type: 'follow-up', follow_up: { ...promised, state: 'done' } });
    expect([...desk.followUps.keys()]).toEqual(['f2']);
  });

  it('takes who comes and goes, how lines are, and each alert once', () => {
    let desk = deskAfter(EMPTY_DESK, { type: 'operator', operator: makeOperator('mia') });
    desk = deskAfter(desk, { type: 'department', status: status(3) });
    desk = deskAfter(desk, { type: 'alert', alert });
    desk = deskAfter(desk, { type: 'alert', alert });
    expect([desk.operators.size, desk.departments.get('support')?.waiting, desk.alerts]).toEqual([
      1,
      3,
      [alert],
    ]);
    desk = deskAfter(desk, { type: 'operator', operator: makeOperator('mia'), removed: true });
    expect(desk.operators.size).toBe(0);
  });

  it('is the very same after a frame that does not concern it', () => {
    expect(deskAfter(EMPTY_DESK, { type: 'handoff', handoff: makeHandoff() })).toBe(EMPTY_DESK);
  });
});

describe('an alert', () => {
  it.each([
    ['service-level-near', 'queued', true],
    ['service-level-near', 'active', false],
    ['service-level-passed', 'offered', true],
    ['service-level-passed', 'active', false],
    ['operator-lost', 'queued', true],
    ['operator-lost', 'active', false],
    ['returning', 'returning', true],
    ['returning', 'active', false],
    ['nobody-came', 'failed', true],
  ] as const)('%s of a handoff that is %s: %s', (kind, stage, alive) => {
    expect(isAlive({ ...alert, kind }, makeHandoff({ stage }))).toBe(alive);
  });

  it('for its holder ends when somebody else holds it, of a promise when that is settled', () => {
    const held = makeHandoff({ stage: 'active', operator: { id: 'mia', name: 'Mia' }, commitments_open: 1 });
    expect(isAlive({ ...alert, kind: 'customer-waits', operator_id: 'mia' }, held)).toBe(true);
    expect(isAlive({ ...alert, kind: 'customer-waits', operator_id: 'tom' }, held)).toBe(false);
    expect(isAlive({ ...alert, kind: 'commitment-open', operator_id: 'mia' }, held)).toBe(true);
    expect(isAlive({ ...alert, kind: 'commitment-open' }, { ...held, commitments_open: 0 })).toBe(false);
  });
});

describe('offers', () => {
  const offered = (id: string, operatorId: string, until: number) =>
    makeHandoff({
      id,
      stage: 'offered',
      offer: {
        operator: { id: operatorId, name: operatorId },
        since_utc: timeOf(0),
        until_utc: timeOf(until),
      },
    });

  it('are those to oneself, the one that goes on first at the front', () => {
    const board = [offered('a', 'mia', 30), offered('b', 'mia', 20), offered('c', 'tom', 10), makeHandoff()];
    expect(offersTo(board, 'mia').map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('count down from what one has to 0, and no further', () => {
    const until = Date.parse(timeOf(30));
    const offer = offered('a', 'mia', 30);
    const left = [-30_400, -12_400, 0, 5000].map((after) => secondsLeft(offer, until + after));
    expect(left).toEqual([30, 13, 0, 0]);
  });
});
