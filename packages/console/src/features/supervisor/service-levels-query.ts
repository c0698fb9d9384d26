import type { AnalyticsGroups, Share } from '@baton/protocol';
import { queryOptions } from '@tanstack/react-query';
import { analytics } from '../../lib/baton.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The service level of each department since the full hour before last, read anew each minute while it is looked at. */
export const serviceLevelsQuery = queryOptions<AnalyticsGroups>({
  queryKey: ['service-levels'],
  queryFn: () => analytics.groups('department', { from: new Date(Date.now() - HOUR).toISOString() }),
  refetchInterval: MINUTE,
  staleTime: MINUTE / 2,
});

const NOBODY: Share = { count: 0, of: 0, share: null };

/** Undefined while nothing has been read. A department without a handoff has no row. */
export function serviceLevelIn(groups: AnalyticsGroups | undefined, department: string): Share | undefined {
  if (groups === undefined) return undefined;
  return groups.rows.find(({ key }) => key === department)?.measures.service_level ?? NOBODY;
}
