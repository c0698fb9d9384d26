import { useQuery } from '@tanstack/react-query';
import { useOperator } from './operator.ts';
import { deskQuery, identityQuery } from './queries.ts';

/** `admin`: signed in with an admin's key, or on a server without keys. */
export type Standing = 'admin' | 'lead' | 'operator';

/**
 * What the server lets whoever sits here do beyond his own work. Of an operator it stands in his record, which the live
 * stream brings: undefined until it has.
 */
export function useStanding(): Standing | undefined {
  const { id } = useOperator();
  const { data: role } = useQuery({ ...identityQuery, select: (identity) => identity?.role });
  const { data: lead } = useQuery({ ...deskQuery, select: (desk) => desk.operators.get(id)?.lead === true });
  if (role === 'admin') return 'admin';
  if (lead === undefined) return undefined;
  return lead ? 'lead' : 'operator';
}

/** Whether it is somebody who answers for the work of others too. */
export function isLead(standing: Standing | undefined): boolean {
  return standing === 'admin' || standing === 'lead';
}
