import type { Audience } from '../../core/log/event-json.ts';
import type { Principal } from './principal.ts';

/** As whom a principal reads a session's log. */
export function audienceOf(principal: Principal): Audience {
  return principal.role === 'customer' || principal.role === 'anonymous' ? 'customer' : 'company';
}
