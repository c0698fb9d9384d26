// @vitest-environment happy-dom
import type { Commitment } from '@baton/protocol';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { baton } from '../../lib/baton.ts';
import { makeDetail, makeHandoff } from '../../testing/make-handoff.ts';
import { DANA, renderConsole } from '../../testing/render-console.tsx';
import { Promises } from './promises.tsx';

const letter: Commitment = {
  id: 'c1',
  text: 'We send the letter',
  due_utc: null,
  author: { id: DANA.id, name: DANA.name },
  creation_utc: '2026-05-01T12:00:00.000000Z',
  settled_utc: null,
};
const held = makeHandoff({ stage: 'active', operator: { id: DANA.id, name: DANA.name } });

beforeEach(() => {
  vi.spyOn(baton, 'addCommitment').mockResolvedValue(makeDetail());
  vi.spyOn(baton, 'settleCommitment').mockResolvedValue(makeDetail());
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('H8.4 what is promised', () => {
  it('is recorded with its time, and the field is free for the next', async () => {
    renderConsole(<Promises handoff={held} commitments={[]} />);
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'What is promised' });
    fireEvent.change(field, { target: { value: ' A car from Monday ' } });
    fireEvent.change(screen.getByLabelText('Until (optional)'), { target: { value: '2026-06-01T10:00' } });
    fireEvent.click(screen.getByText('Record'));
    await waitFor(() => expect(field.value).toBe(''));
    expect(vi.mocked(baton.addCommitment).mock.calls[0]?.slice(0, 2)).toEqual([
      'h1',
      { ...DANA.actAs, text: 'A car from Monday', due: new Date('2026-06-01T10:00').toISOString() },
    ]);
  });

  it('can be settled also after the end, where nothing more is promised', async () => {
    renderConsole(<Promises handoff={makeHandoff({ stage: 'resolved' })} commitments={[letter]} />);
    expect(screen.queryByText('Record a promise')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Kept: We send the letter' }));
    await waitFor(() => expect(baton.settleCommitment).toHaveBeenCalledWith('h1', 'c1', DANA.actAs));
  });

  it('shows what was kept as kept', () => {
    const kept = { ...letter, settled_utc: '2026-05-01T13:00:00.000000Z' };
    renderConsole(<Promises handoff={held} commitments={[kept]} />);
    expect(screen.getByText('Dana · kept')).toBeDefined();
    expect(screen.queryByRole('button', { name: /Kept/ })).toBeNull();
  });
});
