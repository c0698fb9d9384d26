// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { staff } from '../../lib/baton.ts';
import { EMPTY_DESK } from '../../lib/desk.ts';
import { departmentsQuery, deskQuery } from '../../lib/queries.ts';
import { makeOperator } from '../../testing/make-snapshot.ts';
import { DANA, renderConsole } from '../../testing/render-console.tsx';
import { TransferDialog } from './transfer-dialog.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

it('lists whoever is not here too, with the reason, and how much each department has to do', async () => {
  const gone = (status: 'away' | 'offline') => ({ presence: { ...makeOperator('x').presence, status } });
  const mia = makeOperator('mia', { active_chats: 2 });
  vi.spyOn(staff, 'listOperators').mockResolvedValue([
    makeOperator('tom', gone('away')),
    makeOperator('una', gone('offline')),
    makeOperator('vic', { departments: ['billing'] }),
    makeOperator('mia', gone('offline')),
    makeOperator(DANA.id),
  ]);
  vi.spyOn(staff, 'listDepartments').mockReturnValue(new Promise(() => undefined));
  const { cache } = renderConsole(
    <TransferDialog handoffId="h1" department="support" open onClose={() => undefined} />,
  );
  cache.setQueryData(deskQuery.queryKey, {
    ...EMPTY_DESK,
    operators: new Map([['mia', mia]]),
    departments: new Map([
      [
        'support',
        {
          department_id: 'support',
          open: true,
          opens_utc: null,
          operators_present: 1,
          slots: 5,
          busy: 2,
          waiting: 3,
          longest_wait_since_utc: null,
          wait: null,
          calibration: null,
        },
      ],
    ]),
  });
  cache.setQueryData(departmentsQuery.queryKey, [{ id: 'support', name: 'Support' }] as never);
  const people = await screen.findByLabelText('Person');
  await within(people).findByText('tom (away)');
  const options = within(people).getAllByRole<HTMLOptionElement>('option');
  expect(options.map(({ text, disabled }) => [text, disabled])).toEqual([
    ['Whoever is free', false],
    ['mia (2 of 5 chats)', false],
    ['tom (away)', true],
    ['una (not signed in)', true],
  ]);
  expect(screen.getByText('Support · 3 wait · 2 of 5 taken')).toBeTruthy();
});
