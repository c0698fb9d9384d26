import { createContext, use } from 'react';

/** Puts a text into the reply; `edit` leads to the field. It never sends. */
export type Insert = (text: string, options?: { suggestionId?: string; edit?: boolean }) => void;

export const InsertContext = createContext<Insert>(() => undefined);

export function useInsert(): Insert {
  return use(InsertContext);
}
