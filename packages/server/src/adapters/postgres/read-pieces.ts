import type { EventRow } from '../sql/rows.ts';

/** A log is read in pieces of so many events while its characters are counted. */
const EVENTS_A_PIECE = 200;

interface Pieces {
  readonly from: number;
  readonly limit: number;
  readonly characters?: number;
  readonly next: (last: EventRow) => number;
}

/** Up to `limit` rows, and no further one once those before it have so many characters of data together. */
export async function readPieces(
  read: (from: number, limit: number) => Promise<EventRow[]>,
  { from, limit, characters = Infinity, next }: Pieces,
): Promise<EventRow[]> {
  if (characters === Infinity) return read(from, limit);
  const rows: EventRow[] = [];
  let size = 0;
  for (let position = from; rows.length < limit;) {
    const piece = await read(position, Math.min(EVENTS_A_PIECE, limit - rows.length));
    for (const row of piece) {
      rows.push(row);
      size += row.data.length;
      if (size >= characters) return rows;
    }
    const last = piece.at(-1);
    if (last === undefined || piece.length < EVENTS_A_PIECE) break;
    position = next(last);
  }
  return rows;
}
