import type { Operator } from '../operator.ts';
import type { Abilities } from './ability-names.ts';

/** What may change of an operator without a change of what he can do. */
export type OperatorChange = Partial<Pick<Operator, 'present' | 'active' | 'idleSince' | 'maxChats'>>;

/** An operator as he stands. His record changes in place: a new one for each pick would cost as much as the pick. */
export interface Candidate {
  readonly operator: Operator;
  readonly abilities: Abilities;
  /** Ids of the needs he is offered and has not answered. */
  readonly offers: Set<string>;
  /** Whether the next `settle` looks for something for him. */
  freed: boolean;
  change(change: OperatorChange): void;
}
