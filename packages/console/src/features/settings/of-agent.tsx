import type { DefaultError, QueryKey, UseQueryOptions } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Fragment } from 'react';
import { Opening } from './opening.tsx';

interface OfAgentProps<T, K extends QueryKey> {
  query: UseQueryOptions<T, DefaultError, T, K>;
  /** The form. */
  children: (stored: T) => ReactNode;
}

/**
 * What is set for one agent. It is read anew before it is shown: a form of what an earlier visit left would go away
 * under whoever types into it.
 */
export function OfAgent<T, K extends QueryKey>({ query, children }: OfAgentProps<T, K>) {
  const stored = useQuery({ ...query, refetchOnMount: 'always' });
  if (stored.data === undefined || !stored.isFetchedAfterMount)
    return <Opening failed={stored.isError} onBack={() => void stored.refetch()} />;
  // Begun anew once it is saved, so that what is shown is what holds.
  return <Fragment key={stored.dataUpdatedAt}>{children(stored.data)}</Fragment>;
}
