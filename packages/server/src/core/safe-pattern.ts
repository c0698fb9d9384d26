const LONGEST = 200;
const MOST_VARIABLE = 2;
const LARGEST_COUNT = 64;

const ATOM = String.raw`(?:\\[bdwsDWS.\-/+*?()[\]{}|^$\\]|\[(?:\\[dwsDWS.\-/\\\]^]|[^\\\]\[])+\]|[^\\()[\]{}|*+?^$])`;
const COUNT = String.raw`(?:\{\d{1,3}(?:,\d{0,3})?\}|[*+?])`;
const PLAIN = new RegExp(`^\\^?(?:${ATOM}${COUNT}?)*\\$?$`, 'u');

/**
 * A pattern that somebody else wrote, e.g. a tool service, if it is certain to be quick on any text: a row of
 * characters and classes with at most two counts that vary, no groups, no alternatives. Null for every other.
 */
export function safePattern(source: unknown, flags: 'u' | 'iu' = 'u'): RegExp | null {
  if (typeof source !== 'string' || source.length > LONGEST || !PLAIN.test(source)) return null;
  const outside = source.replace(/\[(?:\\.|[^\]\\])*\]|\\./gu, 'x');
  const counts = [...outside.matchAll(/\{(\d+)(,?)(\d*)\}|[*+?]/gu)];
  const variable = counts.filter(([count, , comma]) => !count.startsWith('{') || comma === ',');
  const largest = Math.max(
    0,
    ...counts.flatMap(([, least, , most]) => [Number(least ?? 0), Number(most ?? 0)]),
  );
  if (variable.length > MOST_VARIABLE || largest > LARGEST_COUNT) return null;
  try {
    return new RegExp(source, flags);
  } catch {
    return null;
  }
}
