// @vitest-environment happy-dom
import type { FollowUp } from '@baton/protocol';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { applyFrame } from '../../lib/apply-frame.ts';
import { followUps, staff } from '../../lib/baton.ts';
import { timeOf } from '../../testing/make-event.ts';
import { makeFollowUp, makeSnapshot } from '../../testing/make-snapshot.ts';
import { DANA, renderPage } from '../../testing/render-console.tsx';
import { FollowUpBoard } from './follow-up-board.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

async function show(...promised: FollowUp[]): Promise<void> {
  vi.spyOn(staff, 'listDepartments').mockResolvedValue([]);
  const { cache } = renderPage(<FollowUpBoard />);
  await screen.findByText(/^Loading/);
  act(() => applyFrame(cache, makeSnapshot({ follow_ups: promised })));
}

const owner = { id: DANA.id, name: DANA.name };

describe('H7.1 what is promised for later', () => {
  it('stands in the order of its times, what is due first seen alone', async () => {
    await show(
      makeFollowUp({ id: 'f2', address: '222', due_utc: timeOf(200) }),
      makeFollowUp({ id: 'f1', kind: 'email', address: 'kim@example.com', state: 'due', due_utc: timeOf(9) }),
    );
    expect((await screen.findAllByRole('listitem')).map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('due since'),
    ]);
    fireEvent.click(screen.getByRole('button', { name: /^All/ }));
    const links = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
    expect(links.filter((href) => /^(?:mailto|tel):/u.test(href ?? ''))).toEqual([
      'mailto:kim@example.com',
      'tel:222',
    ]);
  });

  it('is taken while nobody has it', async () => {
    const claim = vi.spyOn(followUps, 'claim').mockResolvedValue(makeFollowUp());
    await show(makeFollowUp({ id: 'free' }), makeFollowUp({ id: 'toms', owner: { id: 'tom', name: 'Tom' } }));
    fireEvent.click(await screen.findByRole('button', { name: /^Take it/ }));
    await waitFor(() => expect(claim).toHaveBeenCalledWith('free', DANA.actAs));
    expect(screen.queryByRole('button', { name: /^Done/ })).toBeNull();
  });

  it.each(['done', 'cancel'] as const)(
    'is ended by whoever has it, with what came of it: %s',
    async (how) => {
      const end = vi.spyOn(followUps, how).mockResolvedValue(makeFollowUp());
      await show(makeFollowUp({ id: 'mine', owner }));
      const name = how === 'done' ? /^Done:/ : /^Let go:/;
      fireEvent.click(await screen.findByRole('button', { name }));
      fireEvent.change(await screen.findByRole('textbox'), { target: { value: ' Called her. ' } });
      fireEvent.click(screen.getByRole('button', { name: how === 'done' ? 'Done' : 'Let go' }));
      await waitFor(() => expect(end).toHaveBeenCalledWith('mine', { ...DANA.actAs, result: 'Called her.' }));
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    },
  );

  it('addresses are the customer’s own text: a number keeps its digits, an e-mail brings no fields of its own', async () => {
    await show(
      makeFollowUp({ id: 'a', address: '+49 (30) 12;ext=javascript:1' }),
      makeFollowUp({ id: 'b', kind: 'email', address: 'kim@example.com?bcc=all@example.com' }),
    );
    await screen.findAllByRole('listitem');
    const links = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
    expect(links).toContain('tel:+4930121');
    expect(links).toContain('mailto:kim@example.com%3Fbcc%3Dall@example.com');
  });
});
