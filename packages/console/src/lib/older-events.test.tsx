// @vitest-environment happy-dom
import type { SessionEvent } from '@baton/protocol';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeEvent } from '../testing/make-event.ts';
import { baton } from './baton.ts';
import { useOlderEvents } from './older-events.ts';
import { sessionLogQuery } from './queries.ts';

const stored: readonly SessionEvent[] = Array.from({ length: 3000 }, (_, offset) => makeEvent(offset));
let cache: QueryClient;

beforeEach(async () => {
  cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  vi.spyOn(baton, 'listNewestEvents').mockImplementation((_, limit, before = Infinity) =>
    Promise.resolve(stored.filter(({ offset }) => offset < before).slice(-limit)),
  );
  await cache.fetchQuery(sessionLogQuery('s1'));
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const log = (): readonly SessionEvent[] => cache.getQueryData(sessionLogQuery('s1').queryKey) ?? [];
function older() {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={cache}>{children}</QueryClientProvider>
  );
  return renderHook(() => useOlderEvents('s1'), { wrapper }).result;
}

describe('a long conversation', () => {
  it('opens with its newest part, and is read back page by page, each event once', async () => {
    expect(log().length).toBeLessThan(500);
    expect(log().at(-1)?.offset).toBe(2999);
    const back = older();
    const before = log().length;
    act(() => {
      back.current.read();
      back.current.read();
    });
    await waitFor(() => expect(log().length).toBeGreaterThan(before));
    expect(baton.listNewestEvents).toHaveBeenCalledTimes(2);
    const offsets = log().map(({ offset }) => offset);
    expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
    expect(new Set(offsets).size).toBe(offsets.length);
    expect(back.current.whole).toBe(false);
  });

  it('is read back as far as a link leads', async () => {
    const back = older();
    act(() => back.current.read(7));
    await waitFor(() => expect(log()[0]?.offset).toBeLessThanOrEqual(7));
    expect(log().map(({ offset }) => offset)).toEqual(
      stored.map(({ offset }) => offset).slice(log()[0]?.offset),
    );
  });

  it('says that it is whole once nothing lies before', async () => {
    const back = older();
    act(() => back.current.read(0));
    await waitFor(() => expect(back.current.whole).toBe(true));
    expect(log()).toHaveLength(3000);
  });

  it('says when reading back failed, and can be asked again', async () => {
    const back = older();
    vi.mocked(baton.listNewestEvents).mockRejectedValueOnce(new TypeError('Failed to fetch'));
    act(() => back.current.read());
    await waitFor(() => expect(back.current.failed).toBe(true));
    act(() => back.current.read());
    await waitFor(() => expect(back.current.failed).toBe(false));
  });
});
