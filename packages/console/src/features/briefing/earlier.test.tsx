// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { baton } from '../../lib/baton.ts';
import { makeHandoff } from '../../testing/make-handoff.ts';
import { makeSessionHead } from '../../testing/make-session-head.ts';
import { renderPage } from '../../testing/render-console.tsx';
import { Earlier } from './earlier.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const ended = (disposition: string | null) =>
  ({ id: 'h0', stage: 'returned', disposition, ended_utc: null }) as const;

function answer(items: ReturnType<typeof makeSessionHead>[]): void {
  const page = { items, total_count: items.length, has_more: false, next_cursor: null };
  vi.spyOn(baton, 'recentSessions').mockResolvedValue(page);
}

describe('the earlier conversations of a customer', () => {
  it('are the newest five but for the open one, with how each ended', async () => {
    answer([
      makeSessionHead({ id: 's1', title: 'the open one' }),
      makeSessionHead({ id: 's2', title: 'Refund', last_handoff: ended('solved') }),
      makeSessionHead({ id: 's3', title: 'Address', last_handoff: ended(null) }),
      makeSessionHead({ id: 's4', title: 'Hours' }),
      makeSessionHead({ id: 's5', title: 'Bicycle', last_handoff: ended('bicycle found') }),
      makeSessionHead({ id: 's6', title: 'Window', handoff_id: 'h9' }),
      makeSessionHead({ id: 's7', title: 'too old' }),
    ]);
    renderPage(<Earlier handoff={makeHandoff()} />);
    await screen.findByText('Refund');
    const rows = screen.getAllByRole('link');
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^RefundSolved.*Nova$/),
      expect.stringMatching(/^AddressReturned to the AI.*Nova$/),
      expect.stringMatching(/^Hoursthe AI alone.*Nova$/),
      expect.stringMatching(/^Bicyclebicycle found.*Nova$/),
      expect.stringMatching(/^Windowstill open.*Nova$/),
    ]);
    expect(rows[0]?.getAttribute('href')).toBe('/sessions/s2');
    expect(baton.recentSessions).toHaveBeenCalledExactlyOnceWith({ customer_id: 'c1', limit: 6 });
  });

  it('are said to be none for one who is new', async () => {
    answer([makeSessionHead({ id: 's1' })]);
    renderPage(<Earlier handoff={makeHandoff()} />);
    expect(await screen.findByText('This is the first one.')).toBeTruthy();
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('are not asked for of a guest', async () => {
    answer([]);
    const guest = makeHandoff({ customer: { id: 'guest', name: 'Guest' } });
    renderPage(
      <>
        <Earlier handoff={guest} />
        <p>here</p>
      </>,
    );
    await screen.findByText('here');
    expect(screen.queryByText('Earlier conversations')).toBeNull();
    expect(baton.recentSessions).not.toHaveBeenCalled();
  });
});
