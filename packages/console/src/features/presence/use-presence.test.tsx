// @vitest-environment happy-dom
import type { Operator, Presence, PresenceStatus } from '@baton/protocol';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { staff } from '../../lib/baton.ts';
import { useOperator } from '../../lib/operator.ts';
import { ensureOperator } from '../../lib/own-operator.ts';
import { makeOperator } from '../../testing/make-snapshot.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import { PresenceSwitch } from './presence-switch.tsx';
import { usePresence } from './use-presence.ts';

function Switch() {
  return <PresenceSwitch {...usePresence(useOperator())} />;
}
const presence = (status: PresenceStatus): Presence => ({ ...makeOperator('dana').presence, status });
const shown = (): string => screen.getByLabelText<HTMLSelectElement>('Your presence').value;

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  vi.spyOn(staff, 'listOperators').mockResolvedValue([]);
  vi.spyOn(staff, 'createOperator').mockResolvedValue(makeOperator('dana'));
  vi.spyOn(staff, 'setPresence').mockImplementation((_id, status) => Promise.resolve(presence(status)));
  vi.spyOn(staff, 'heartbeat').mockResolvedValue(presence('available'));
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('presence', () => {
  it('is available after signing in, and renewed every 15 seconds', async () => {
    renderConsole(<Switch />);
    await vi.waitFor(() => expect(shown()).toBe('available'));
    expect(staff.setPresence).toHaveBeenCalledWith('dana', 'available');
    vi.advanceTimersByTime(45_000);
    expect(staff.heartbeat).toHaveBeenCalledTimes(3);
  });

  it('on a server without keys is of an operator who is created once', async () => {
    expect(await ensured('nobody', [])).toEqual([{ id: 'nobody', name: 'Dana', lead: true }]);
    expect(await ensured('known', [makeOperator('known', { name: 'Dana' })])).toEqual([]);
  });

  async function ensured(id: string, known: Operator[]): Promise<unknown[]> {
    vi.mocked(staff.createOperator).mockClear();
    vi.mocked(staff.listOperators).mockResolvedValue(known);
    const operator = { id, name: 'Dana', actAs: { operator: { id, name: 'Dana' } } };
    await Promise.all([ensureOperator(operator), ensureOperator(operator)]);
    return vi.mocked(staff.createOperator).mock.calls.map(([body]) => body);
  }

  it('that was chosen holds after a reload; offline sends no heartbeats', async () => {
    renderConsole(<Switch />);
    await vi.waitFor(() => expect(shown()).toBe('available'));
    fireEvent.change(screen.getByLabelText('Your presence'), { target: { value: 'offline' } });
    await vi.waitFor(() => expect(shown()).toBe('offline'));
    cleanup();
    vi.mocked(staff.setPresence).mockClear();
    renderConsole(<Switch />);
    await vi.waitFor(() => expect(staff.setPresence).toHaveBeenCalledWith('dana', 'offline'));
    vi.advanceTimersByTime(30_000);
    expect(staff.heartbeat).not.toHaveBeenCalled();
  });

  it('that the server has ended is shown, and not taken back by itself', async () => {
    renderConsole(<Switch />);
    await vi.waitFor(() => expect(shown()).toBe('available'));
    vi.mocked(staff.heartbeat).mockResolvedValue(presence('offline'));
    vi.advanceTimersByTime(15_000);
    await vi.waitFor(() => expect(shown()).toBe('offline'));
    vi.mocked(staff.setPresence).mockClear();
    vi.advanceTimersByTime(30_000);
    expect(staff.setPresence).not.toHaveBeenCalled();
  });

  it('is told again after a server that was away', async () => {
    vi.mocked(staff.setPresence).mockRejectedValueOnce(new TypeError('Failed to fetch'));
    renderConsole(<Switch />);
    await vi.waitFor(() => expect(staff.setPresence).toHaveBeenCalledTimes(1));
    vi.advanceTimersByTime(15_000);
    await vi.waitFor(() => expect(shown()).toBe('available'));
  });
});
