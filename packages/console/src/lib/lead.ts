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
  const { data: identity } = useQuery(identityQuery);
  const { data: desk } = useQuery(deskQuery);
  if (identity?.role === 'admin') return 'admin';
  if (desk === undefined) return undefined;
  return desk.operators.get(id)?.lead === true ? 'lead' : 'operator';
}
