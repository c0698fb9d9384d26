import type { Agent, Operator } from '@baton/protocol';
import { queryOptions } from '@tanstack/react-query';
import { baton, staff } from './baton.ts';

/** Everybody who works at the desk, as his record says: what the live stream tells is for those who are here. */
export const operatorsQuery = queryOptions<Operator[]>({
  queryKey: ['operators'],
  queryFn: () => staff.listOperators(),
});

export const agentsQuery = queryOptions<Agent[]>({
  queryKey: ['agents'],
  queryFn: () => baton.listAgents(),
});
