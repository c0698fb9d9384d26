const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;
/** A provider that wants a longer pause is left to the next model, or to a person: a customer waits. */
const LONGEST_ASKED_WAIT_MS = 20_000;

/**
 * Milliseconds to wait before repetition `attempt` (from 0): doubling, and between half and all of it at random
 * so that many callers do not come back together. What the provider asked for counts as the least; null when
 * that is too long to wait for.
 */
export function backOff(attempt: number, asked: number | null, random: () => number): number | null {
  const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  const own = most / 2 + (most / 2) * random();
  if (asked === null) return own;
  return asked > LONGEST_ASKED_WAIT_MS ? null : Math.max(asked, own);
}

/**
 * Milliseconds that a Retry-After header asks for: seconds or a date (RFC 9110, section 10.2.3); OpenAI and
 * Anthropic also send `retry-after-ms`. `now` in milliseconds since 1970. Null when there is none to be read.
 */
export function readRetryAfter(headers: Readonly<Record<string, string>>, now: number): number | null {
  const exact = Number.parseFloat(headers['retry-after-ms'] ?? '');
  if (exact >= 0) return exact;
  const text = headers['retry-after']?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
