/**
 * What has no business in a prompt: control characters but tab and line end, marks that turn the direction of
 * reading, invisible letters that spell a hidden text, and those that only hide. Joiners of scripts and emoji
 * and the number signs of Arabic stay.
 */
const UNWANTED = /(?![\t\n\u0600-\u0605\u06dd\u200c\u200d])[\p{Cc}\p{Cf}]|[\u{e0100}-\u{e01ef}]/gu;
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;

/** Where a text was cut. */
export const CUT = '…';

/** A text fit for a prompt, at most `most` characters of it: its beginning and, of a long one, a little of its end. */
export function cleanText(text: string, most: number): string {
  const roughly = text.length > 2 * most ? text.slice(0, 2 * most) : text;
  const clean = roughly.toWellFormed().replace(LINE_ENDS, '\n').replace(UNWANTED, '');
  if (clean.length <= most) return clean;
  const tail = Math.floor(most / 5);
  const head = Math.max(0, most - tail - CUT.length);
  return `${clean.slice(0, head)}${CUT}${tail === 0 ? '' : clean.slice(-tail)}`.slice(0, most).toWellFormed();
}
