import type { ErrorCode } from '@baton/protocol';
import { OPERATIONS } from './operations.ts';
import type { Operation } from './operations.ts';
import type { Principal } from './principal.ts';

export type Verdict =
  | { readonly type: 'allowed'; readonly principal: Principal }
  | { readonly type: 'refused'; readonly code: ErrorCode; readonly detail: string };

/**
 * The one place that decides. A request may present several credentials (a browser that is a customer here and
 * an operator there): the first that allows the operation acts. `sessionId` is the session the operation is
 * about, null when it is about none or about one that only the handler can tell.
 */
export function authorize(
  presented: readonly Principal[],
  operation: Operation,
  sessionId: string | null,
): Verdict {
  const roles = OPERATIONS[operation];
  for (const principal of presented) {
    if (!roles.includes(principal.role)) continue;
    if (principal.role === 'customer' && sessionId !== null && principal.sessionId !== sessionId) continue;
    return { type: 'allowed', principal };
  }
  if (presented.length === 0) {
    return {
      type: 'refused',
      code: 'unauthenticated',
      detail: 'The key or token in "Authorization" is not known.',
    };
  }
  if (presented.every((principal) => principal.role === 'anonymous')) {
    return {
      type: 'refused',
      code: 'unauthenticated',
      detail: 'Send an API key or a session token as "Authorization: Bearer …".',
    };
  }
  return { type: 'refused', code: 'forbidden', detail: `These credentials do not allow ${operation}.` };
}
