// @vitest-environment happy-dom
import type { Alert, Handoff } from '@baton/protocol';
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { applyFrame } from '../../lib/apply-frame.ts';
import { timeOf } from '../../testing/make-event.ts';
import { makeHandoff } from '../../testing/make-handoff.ts';
import { makeSnapshot } from '../../testing/make-snapshot.ts';
import { DANA, renderPage } from '../../testing/render-console.tsx';
import { AlertToasts } from './alert-toasts.tsx';

afterEach(cleanup);

const LATE: Alert = {
  id: 'alert-1',
  kind: 'service-level-passed',
  handoff_id: 'h1',
  session_id: 's1',
  department_id: 'support',
  operator_id: null,
  creation_utc: timeOf(60),
};

async function show(operator: Handoff['operator'] & {}): Promise<void> {
  const { cache } = renderPage(<AlertToasts />);
  await act(() => Promise.resolve());
  const offer = { operator, since_utc: timeOf(60), until_utc: timeOf(90) };
  const handoff = makeHandoff({ stage: 'offered', offer, breached: true });
  act(() => applyFrame(cache, makeSnapshot({ handoffs: [handoff], alerts: [LATE] })));
}

describe('an alert', () => {
  it('tells of a customer who waits too long', async () => {
    await show({ id: 'marta', name: 'Marta' });
    expect(await screen.findByText('Ana Ruiz')).toBeTruthy();
  });

  it('is not told to whom that customer is offered: the offer is there already', async () => {
    await show({ id: DANA.id, name: DANA.name });
    expect(screen.queryByText('Ana Ruiz')).toBeNull();
  });
});
