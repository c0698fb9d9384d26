import type { Json } from '@baton/protocol';

/** Nesting beyond this serves nobody and costs stack wherever the value is walked. */
const DEEPEST = 64;

/**
 * A value from elsewhere as it may be stored and shown: whole characters only, no control characters but tab and
 * line ends, no nesting without end.
 */
export function cleanJson(value: unknown, depth = 0): Json {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null || depth >= DEEPEST) return null;
  if (Array.isArray(value)) return value.map((each) => cleanJson(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [cleanText(key), cleanJson(each, depth + 1)]),
  );
}

export function cleanText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what is taken out
  return text.toWellFormed().replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, '');
}

/** At most so many characters, none of them cut in two. */
export function cleanShort(text: string, most: number): string {
  return cleanText(text.slice(0, most));
}
