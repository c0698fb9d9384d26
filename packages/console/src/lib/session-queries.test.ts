import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import { makeSessionHead } from '../testing/make-session-head.ts';
import { baton } from './baton.ts';
import { sessionQuery } from './session-queries.ts';

afterEach(() => vi.restoreAllMocks());

it('a conversation that is watched is read again and again, the names in it once they are known', async () => {
  const names = ['c1', 'Ana Ruiz', 'never asked'];
  const session = { id: 's1', agent_id: 'a1', customer_id: 'c1', mode: 'auto' };
  const read = vi.spyOn(baton, 'readSession').mockResolvedValue(session as never);
  const agents = vi.spyOn(baton, 'listAgents').mockResolvedValue([{ id: 'a1', name: 'Nova' }] as never);
  vi.spyOn(baton, 'readOpenHandoff').mockResolvedValue(null);
  vi.spyOn(baton, 'recentSessions').mockImplementation(() => {
    const customer = { id: 'c1', name: names.shift() ?? '' };
    return Promise.resolve({ items: [makeSessionHead({ customer })] } as never);
  });
  const client = new QueryClient();
  const told: string[] = [];
  for (let time = 0; time < 4; time++) {
    const { agent, customer } = await client.fetchQuery(sessionQuery('s1'));
    told.push(`${customer.name} with ${agent.name}`);
  }
  expect(told).toEqual(['c1 with Nova', ...Array.from({ length: 3 }, () => 'Ana Ruiz with Nova')]);
  expect(read).toHaveBeenCalledTimes(4);
  expect(agents).toHaveBeenCalledOnce();
});
