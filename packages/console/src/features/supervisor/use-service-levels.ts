import type { AnalyticsGroups } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useConnection } from '../../lib/connection.ts';
import { serviceLevelsQuery } from './service-levels-query.ts';

/**
 * The service levels; undefined until they have been read. After a cut they are read again at once: everything else
 * on the board is up to date then, and must not stand beside figures of before.
 */
export function useServiceLevels(): AnalyticsGroups | undefined {
  const { data, refetch } = useQuery(serviceLevelsQuery);
  const connection = useConnection();
  const lost = useRef(false);
  useEffect(() => {
    if (connection === 'lost') lost.current = true;
    if (connection !== 'open' || !lost.current) return;
    lost.current = false;
    void refetch();
  }, [connection, refetch]);
  return data;
}
