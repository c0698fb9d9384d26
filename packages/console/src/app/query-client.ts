import { RequestError } from '@baton/client';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { identityQuery } from '../lib/queries.ts';
import { worthRepeating } from '../lib/worth-repeating.ts';

/** The page's cache. A refusal for want of credentials leads back to the sign-in form. */
export function createQueryClient(): QueryClient {
  function onError(error: Error): void {
    if (error instanceof RequestError && error.status === 401)
      void client.invalidateQueries({ queryKey: identityQuery.queryKey });
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // The live stream keeps things fresh; after a gap it says so itself.
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: worthRepeating,
      },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}
