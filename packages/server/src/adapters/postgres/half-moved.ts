/** What a database is that a store is being moved into: nobody may work on it before all of it is there. */
export const CREATE_MOVE = `
  CREATE TABLE store_move (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    source text NOT NULL,
    finished boolean NOT NULL DEFAULT false
  );
  CREATE TABLE store_move_part (name text PRIMARY KEY, after text, rows bigint NOT NULL, finished boolean NOT NULL);`;

interface Asking {
  query(sql: string): Promise<{ rows: { finished?: unknown; there?: unknown }[] }>;
}

/** Null: nothing was ever moved into it. */
export async function moveState(client: Asking): Promise<'under way' | 'finished' | null> {
  const { rows } = await client.query(`SELECT to_regclass('store_move') IS NOT NULL AS there`);
  if (rows[0]?.there !== true) return null;
  const { rows: moves } = await client.query('SELECT finished FROM store_move');
  return moves[0]?.finished === true ? 'finished' : 'under way';
}
