import type { Agent, Candidate } from '@baton/protocol';
import { queryOptions } from '@tanstack/react-query';
import { baton, knowledge } from '../../lib/baton.ts';

export const candidatesQuery = queryOptions<Candidate[]>({
  queryKey: ['candidates'],
  queryFn: () => knowledge.listCandidates(),
});

export const agentsQuery = queryOptions<Agent[]>({
  queryKey: ['agents'],
  queryFn: () => baton.listAgents(),
});
