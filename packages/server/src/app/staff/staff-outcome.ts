/** What is wrong with a record, and where. */
export interface StaffFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly input: unknown;
}

/** What came of a change of the staff. */
export type StaffOutcome<T> =
  | { readonly type: 'done'; readonly value: T }
  | { readonly type: 'not-found' }
  | { readonly type: 'in-use'; readonly detail: string }
  | { readonly type: 'refused'; readonly faults: readonly StaffFault[] };

/** There are as many operators as there may be: one more cannot be created on the way. */
export class StaffFullError extends Error {}
