import { formatTime, parseTime } from '../core/time.ts';

/** A place in a list ordered by time and id. */
export interface Cursor {
  readonly at: number;
  readonly id: string;
}

/** Base64 of `<time with +00:00>|<id>`, as Parlant writes them. */
export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(`${formatTime(cursor.at).replace('Z', '+00:00')}|${cursor.id}`).toString('base64');
}

/** Undefined for no cursor and, as with Parlant, for one that cannot be read. */
export function decodeCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined;
  const [time, ...rest] = Buffer.from(text, 'base64').toString('utf8').split('|');
  const at = parseTime(time ?? '');
  // An id may hold the separator.
  return at === null || rest.length === 0 ? undefined : { at, id: rest.join('|') };
}
