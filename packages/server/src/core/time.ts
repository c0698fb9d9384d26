/** Microseconds since 1970 as the wire shows them: UTC, ISO 8601, six decimals, `Z`. */
export function formatTime(microseconds: number): string {
  const second = Math.floor(microseconds / 1_000_000);
  if (second !== lastSecond) {
    // Up to the point; years beyond the fourth digit make it longer.
    lastText = new Date(second * 1000).toISOString().slice(0, -4);
    lastSecond = second;
  }
  return `${lastText}${String(microseconds - second * 1_000_000).padStart(6, '0')}Z`;
}

/** Most times are of the same second as the one before, and its text is what takes long. */
let lastSecond = NaN;
let lastText = '';

/** The other way round; null when the text is not a time. */
export function parseTime(text: string): number | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(?:Z|\+00:00)$/.exec(text);
  if (match === null) return null;
  const seconds = Date.parse(`${match[1]}Z`);
  // The 30th of February would be read as the 2nd of March.
  if (Number.isNaN(seconds) || !new Date(seconds).toISOString().startsWith(match[1] ?? '')) return null;
  return seconds * 1000 + Number((match[2] ?? '').padEnd(6, '0'));
}
