// @vitest-environment happy-dom
import type { FollowUp } from '@baton/protocol';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { applyFrame } from '../../lib/apply-frame.ts';
import { followUps } from '../../lib/baton.ts';
import { timeOf } from '../../testing/make-event.ts';
import { makeFollowUp, makeSnapshot } from '../../testing/make-snapshot.ts';
import { DANA, renderConsole } from '../../testing/render-console.tsx';
import { FollowUpList } from './follow-up-list.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function show(...promised: FollowUp[]): void {
  const { cache } = renderConsole(<FollowUpList />);
  act(() => applyFrame(cache, makeSnapshot({ follow_ups: promised })));
}

describe('H7.1 what is promised for later', () => {
  it('stands in the order of its times', async () => {
    show(
      makeFollowUp({ id: 'f2', address: '222', due_utc: timeOf(200) }),
      makeFollowUp({ id: 'f1', kind: 'email', address: 'kim@example.com', state: 'due', due_utc: timeOf(9) }),
    );
    const rows = await screen.findAllByRole('listitem');
    expect(
      rows.map((row) => /write to kim@example.com|call back 222/.exec(row.textContent ?? '')?.[0]),
    ).toEqual(['write to kim@example.com', 'call back 222']);
    expect(rows[0]?.textContent).toContain('due since');
  });

  it('is taken while nobody has it, and done by who has it', async () => {
    const claim = vi.spyOn(followUps, 'claim').mockResolvedValue(makeFollowUp());
    const done = vi.spyOn(followUps, 'done').mockResolvedValue(makeFollowUp());
    const owner = { id: DANA.id, name: DANA.name };
    show(
      makeFollowUp({ id: 'free' }),
      makeFollowUp({ id: 'mine', owner }),
      makeFollowUp({ id: 'toms', owner: { id: 'tom', name: 'Tom' } }),
    );
    fireEvent.click(await screen.findByRole('button', { name: /^Take it/ }));
    await waitFor(() => expect(claim).toHaveBeenCalledWith('free', DANA.actAs));
    fireEvent.click(screen.getByRole('button', { name: /^Done/ }));
    await waitFor(() => expect(done).toHaveBeenCalledWith('mine', DANA.actAs));
    expect(screen.getAllByRole('button')).toHaveLength(2);
  });
});
