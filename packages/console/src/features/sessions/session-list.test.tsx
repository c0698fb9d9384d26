// @vitest-environment happy-dom
import type { SessionHead } from '@baton/protocol';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { baton } from '../../lib/baton.ts';
import { makeSessionHead } from '../../testing/make-session-head.ts';
import { renderPage } from '../../testing/render-console.tsx';
import { SessionList } from './session-list.tsx';

/** What the server has, in pages of ten. */
let stored: SessionHead[] = [];

function store(count: number, name: (index: number) => string): void {
  stored = Array.from({ length: count }, (_, index) =>
    makeSessionHead({ id: `s${index}`, customer: { id: `c${index}`, name: name(index) } }),
  );
}

beforeEach(() => {
  vi.spyOn(baton, 'recentSessions').mockImplementation(({ cursor = '0' } = {}) => {
    const end = Number(cursor) + 10;
    const more = end < stored.length;
    return Promise.resolve({
      items: stored.slice(Number(cursor), end),
      total_count: stored.length,
      has_more: more,
      next_cursor: more ? String(end) : null,
    });
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('the list of conversations', () => {
  it('reads on until a search has found something, and names whom it found', async () => {
    store(60, (index) => (index === 55 ? 'Ana Ruiz' : 'Bo'));
    renderPage(<SessionList search={{ find: 'ana' }} />);
    await screen.findByText('Ana Ruiz');
    expect(baton.recentSessions).toHaveBeenCalledTimes(6);
    expect(screen.queryByText('Bo')).toBeNull();
  });

  it('asks before it looks back further than ten pages', async () => {
    store(200, () => 'Bo');
    renderPage(<SessionList search={{ find: 'ana' }} />);
    await screen.findByText('No conversation fits.');
    await screen.findByText('The newest 100 were looked at.');
    expect(baton.recentSessions).toHaveBeenCalledTimes(10);
    screen.getByRole('button', { name: 'Look further back' }).click();
    await screen.findByText('The newest 110 were looked at.');
  });

  it('reads one page when nothing is looked for', async () => {
    store(60, () => 'Bo');
    renderPage(<SessionList search={{}} />);
    await screen.findAllByText('Bo');
    expect(baton.recentSessions).toHaveBeenCalledTimes(1);
  });
});
