/** A handoff that somebody asked for. */
export interface PastRequest {
  /** Microseconds since 1970. */
  readonly at: number;
  readonly reason: string;
  /** Of the evidence it began with; null when it has none. */
  readonly trigger: string | null;
}

/** The limit is for requests within so long, in microseconds. */
export const REQUEST_WINDOW: number = 3_600_000_000;
/** How many of them a customer may cause, where nothing else is set (H4.7). */
export const DEFAULT_REQUESTS_PER_CUSTOMER = 6;

const NOT_HIS_DOING: ReadonlySet<string> = new Set([
  'policy_required',
  'sensitive_topic',
  'ai_error',
  'operator_takeover',
  'api',
  'callback_due',
]);

/**
 * Whether a request counts as the customer's: the button, his words, a tool he got the AI to call, his behaviour.
 * What the company has decided (topics of policy), what failed on its side, and what its own programs and people ask
 * for is never held back.
 */
export function countsAsCustomers({ reason, trigger }: Pick<PastRequest, 'reason' | 'trigger'>): boolean {
  if (trigger === 'api' || trigger?.startsWith('topic:') === true) return false;
  return !NOT_HIS_DOING.has(reason);
}

/**
 * What is not held back for its reason is so for its number: nobody is in danger that often, and whoever says so once
 * a second takes everybody's time. So many times the limit, of whatever his words have caused.
 */
export const TOPICS_PER_REQUEST = 10;

/** Whether it is a topic of policy or danger, in the customer's words. */
export function isTopic({ reason, trigger }: Pick<PastRequest, 'reason' | 'trigger'>): boolean {
  if (trigger === 'api') return false;
  return (
    trigger?.startsWith('topic:') === true || reason === 'policy_required' || reason === 'sensitive_topic'
  );
}

/**
 * When the customer may ask again, in microseconds since 1970: null for now. `past`: handoffs of his within the
 * window, in any order; those that do not count are passed over.
 */
export function mayAskAgainAt(
  past: readonly PastRequest[],
  most: number,
  now: number,
  counts: (request: PastRequest) => boolean = countsAsCustomers,
): number | null {
  const times = past
    .filter((request) => request.at > now - REQUEST_WINDOW && counts(request))
    .map(({ at }) => at)
    .toSorted((a, b) => b - a);
  const last = times[most - 1];
  return last === undefined ? null : last + REQUEST_WINDOW;
}
