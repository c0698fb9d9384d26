const MILLISECOND = 1000;
/** Nearer than that a weekday says which day is meant. */
const A_WEEK = 6 * 86_400_000;
/** A formatter costs 50 µs and 50 kB to make; a deployment names a handful of zones and languages. */
const MOST_FORMATTERS = 64;

const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * A time as one tells it on the wall of the department, e.g. `Monday, 09:00 CET`; with the date where it is further
 * away. `at` and `now`: microseconds since 1970. Without a zone in UTC.
 */
export function sayMoment(at: number, now: number, zone: string | null, language: string): string {
  const far = at - now > A_WEEK * MILLISECOND;
  const date = new Date(Math.floor(at / MILLISECOND));
  const part = (type: string, ...types: readonly string[]): string =>
    formatter(language, zone ?? 'UTC', far)
      .formatToParts(date)
      .filter((each) => each.type === type || types.includes(each.type))
      .map(({ value }) => value)
      .join(':');
  const day = far ? `, ${part('day')} ${part('month')}` : '';
  return `${part('weekday')}${day}, ${part('hour', 'minute')} ${part('timeZoneName')}`;
}

function formatter(language: string, zone: string, far: boolean): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${far}`;
  let known = formatters.get(key);
  if (known === undefined) {
    if (formatters.size >= MOST_FORMATTERS) formatters.clear();
    known = new Intl.DateTimeFormat(language, {
      timeZone: zone,
      weekday: 'long',
      ...(far && { day: 'numeric', month: 'long' }),
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    });
    formatters.set(key, known);
  }
  return known;
}
