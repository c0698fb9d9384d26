import type { ConnectionState } from '@baton/client';
import { createContext, use } from 'react';

export const ConnectionContext = createContext<ConnectionState>('connecting');

/** Whether the live stream stands. */
export function useConnection(): ConnectionState {
  return use(ConnectionContext);
}
