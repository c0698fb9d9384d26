/** Microseconds since 1970 as the wire shows them: UTC, ISO 8601, six decimals, `Z`. */
export function formatTime(microseconds: number): string {
  const milliseconds = Math.floor(microseconds / 1000);
  const rest = microseconds - milliseconds * 1000;
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${String(rest).padStart(3, '0')}Z`;
}

/** The other way round; null when the text is not a time. */
export function parseTime(text: string): number | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(?:Z|\+00:00)$/.exec(text);
  if (match === null) return null;
  const seconds = Date.parse(`${match[1]}Z`);
  // The 30th of February would be read as the 2nd of March.
  if (Number.isNaN(seconds) || !new Date(seconds).toISOString().startsWith(match[1] ?? '')) return null;
  return seconds * 1000 + Number((match[2] ?? '').padEnd(6, '0'));
}
