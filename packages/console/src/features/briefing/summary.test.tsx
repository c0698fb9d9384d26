// @vitest-environment happy-dom
import type { Handoff } from '@baton/protocol';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { assist } from '../../lib/baton.ts';
import { handoffQuery } from '../../lib/queries.ts';
import { makeDetail } from '../../testing/make-handoff.ts';
import { DANA, renderConsole } from '../../testing/render-console.tsx';
import { Summary } from './summary.tsx';

const mine = { stage: 'active', operator: { id: DANA.id, name: DANA.name } } as const;

function show(changes: Partial<Handoff>) {
  const detail = makeDetail(changes);
  const corrections = [
    {
      line: 'summary',
      before: 'Wants to cancel.',
      after: detail.summary,
      by: 'customer' as const,
      author: null,
      creation_utc: '',
    },
  ];
  return renderConsole(
    <Summary handoff={detail} context={{ ...detail.package, corrections }} onJump={() => undefined} />,
  );
}
const refresh = () => screen.queryByRole('button', { name: 'Write the summary anew' });

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('the summary', () => {
  it('says what stood there before somebody put it right, and who did (H5.3)', () => {
    show({});
    expect(screen.getByText(/put right by the customer/u)).toBeTruthy();
    expect(screen.getByText('was: Wants to cancel.')).toBeTruthy();
  });

  it('is written anew for its holder, and shown at once', async () => {
    const anew = makeDetail({ ...mine, summary: 'Wants a refund by Friday.' });
    vi.spyOn(assist, 'refreshSummary').mockResolvedValue(anew);
    const { cache } = show(mine);
    fireEvent.click(screen.getByRole('button', { name: 'Write the summary anew' }));
    await waitFor(() => expect(cache.getQueryData(handoffQuery('h1').queryKey)?.summary).toBe(anew.summary));
  });

  it.each([
    ['by a colleague', { stage: 'active', operator: { id: 'tom', name: 'Tom' } }],
    ['by nobody any more', { stage: 'resolved' }],
  ] as const)('is not written anew while it is held %s', (_, changes) => {
    show(changes);
    expect(refresh()).toBeNull();
  });
});
