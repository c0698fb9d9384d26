// @vitest-environment happy-dom
import type { Department, DepartmentStatus } from '@baton/protocol';
import { DEFAULT_DEPARTMENT_POLICY } from '@baton/protocol';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { timeOf } from '../../testing/make-event.ts';
import { DepartmentCard } from './department-card.tsx';

const DEPARTMENT: Department = {
  id: 'support',
  name: 'Support',
  creation_utc: timeOf(0),
  hours: null,
  agents: [],
  policy: DEFAULT_DEPARTMENT_POLICY,
};
const STATUS: DepartmentStatus = {
  department_id: 'support',
  open: true,
  opens_utc: null,
  operators_present: 2,
  slots: 10,
  busy: 9,
  waiting: 4,
  longest_wait_since_utc: timeOf(0),
  wait: { from: 60, to: 300 },
  calibration: null,
};

function show(seconds: number, changes: Partial<DepartmentStatus> = {}, share: number | null = 0.7): string {
  vi.setSystemTime(Date.parse(timeOf(seconds)));
  render(
    <ul>
      <DepartmentCard
        now={{ department: DEPARTMENT, status: { ...STATUS, ...changes } }}
        serviceLevel={{ count: 7, of: share === null ? 0 : 10, share }}
        since="13:00"
      />
    </ul>,
  );
  return screen.getByRole('listitem').textContent ?? '';
}

describe('a department on the board', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it.each([
    [20, '0:20', 'in time · promised: 1 min'],
    [45, '0:45', 'close to the limit'],
    [70, '1:10', 'too long'],
  ])('says in words how the longest wait stands after %i s (H7.1)', (seconds, clock, words) => {
    const text = show(seconds);
    expect(text).toContain(clock);
    expect(text).toContain(words);
  });

  it('says how full it is, what is kept, and what whoever asks now is told (H7.2)', () => {
    const text = show(0);
    expect(text).toContain('9 of 10');
    expect(text).toContain('70%');
    expect(text).toContain('below 80 % · 7 of 10 since 13:00');
    expect(text).toContain('1 min to 5 min');
  });

  it('that is closed says when it opens; nobody waits, and nothing was measured', () => {
    const text = show(
      0,
      { open: false, opens_utc: timeOf(3600), longest_wait_since_utc: null, wait: null },
      null,
    );
    expect(text).toContain('Closed · opens');
    expect(text).toContain('nobody waits');
    expect(text).toContain('nobody since 13:00');
    expect(text).toContain('too little is known');
  });
});
