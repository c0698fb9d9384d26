// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { makeMessage } from '../testing/make-event.ts';
import { makeHandoff } from '../testing/make-handoff.ts';
import { makeFollowUp, makeOperator, makeSnapshot } from '../testing/make-snapshot.ts';
import { DANA, renderConsole } from '../testing/render-console.tsx';
import { applyFrame } from './apply-frame.ts';
import { baton } from './baton.ts';
import { useDeskCounts } from './desk-counts.ts';
import { isLead, useStanding } from './lead.ts';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

it('what stands around every page is rendered when its numbers change, not with each frame', async () => {
  vi.spyOn(baton, 'whoAmI').mockResolvedValue({ role: 'operator' } as never);
  const rendered = vi.fn<() => void>();
  function Around() {
    rendered();
    const { queue, followUps } = useDeskCounts();
    return <p>{`${queue} ${followUps} ${String(isLead(useStanding()))}`}</p>;
  }
  const { cache } = renderConsole(<Around />);
  act(() =>
    applyFrame(
      cache,
      makeSnapshot({
        handoffs: [makeHandoff({ id: 'h1' })],
        operators: [makeOperator(DANA.id)],
        follow_ups: [makeFollowUp({ state: 'due' }), makeFollowUp({ id: 'f2' })],
      }),
    ),
  );
  await screen.findByText('1 1 false');
  const before = rendered.mock.calls.length;
  await act(async () => {
    applyFrame(cache, { type: 'handoff', handoff: makeHandoff({ id: 'h1', summary: 'Other words' }) });
    applyFrame(cache, { type: 'operator', operator: makeOperator('tom') });
    applyFrame(cache, { type: 'session-event', session_id: 's1', event: makeMessage(3, 'Hello') });
    await Promise.resolve();
  });
  expect(rendered).toHaveBeenCalledTimes(before);
  act(() => applyFrame(cache, { type: 'handoff', handoff: makeHandoff({ id: 'h2' }) }));
  await screen.findByText('2 1 false');
  act(() => applyFrame(cache, { type: 'operator', operator: makeOperator(DANA.id, { lead: true }) }));
  await screen.findByText('2 1 true');
});
