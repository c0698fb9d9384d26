import { createContext } from 'react';

export interface Account {
  /** Opens the name prompt; null when the name comes from the key. */
  rename: (() => void) | null;
  /** Forgets who sits here, in this browser and on the server. */
  leave: () => void;
}

export const AccountContext = createContext<Account | null>(null);
