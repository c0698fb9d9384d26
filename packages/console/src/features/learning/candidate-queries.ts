import type { Candidate } from '@baton/protocol';
import { queryOptions } from '@tanstack/react-query';
import { knowledge } from '../../lib/baton.ts';

export const candidatesQuery = queryOptions<Candidate[]>({
  queryKey: ['candidates'],
  queryFn: () => knowledge.listCandidates(),
});
