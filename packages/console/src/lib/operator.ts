import type { ActAs } from '@baton/protocol';
import { createContext, use } from 'react';

export interface CurrentOperator {
  id: string;
  name: string;
  /** What goes with every action: absent when the server takes the operator from his key. */
  actAs: ActAs;
}

export const OperatorContext = createContext<CurrentOperator | null>(null);

/** Who sits at this screen. */
export function useOperator(): CurrentOperator {
  const operator = use(OperatorContext);
  if (operator === null) throw new Error('useOperator needs an OperatorContext above it');
  return operator;
}
