import type { ErrorCode } from '@baton/protocol';

export type LearningOutcome<T> =
  | { readonly type: 'done'; readonly value: T }
  | { readonly type: 'not-found'; readonly id: string }
  | { readonly type: 'no-session'; readonly id: string }
  /** What was sent cannot be used; the detail says why. */
  | { readonly type: 'unfit'; readonly detail: string }
  | { readonly type: 'refused'; readonly code: ErrorCode; readonly detail: string };

export function done<T>(value: T): LearningOutcome<T> {
  return { type: 'done', value };
}
