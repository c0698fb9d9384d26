import type { PostgresDatabase } from '../postgres-database.ts';
import type { ChangeNote } from './change.ts';

/**
 * What of the table has been read: everything that was visible to a snapshot. What was not visible has a transaction id
 * from `xmax` on, or is one of those `running` then. A serial number would not do: it is given before the commit, and
 * who reads on from the highest one misses what commits late.
 */
export interface ChangeCursor {
  readonly xmax: string;
  readonly running: readonly string[];
  /** The database's time of the reading, in seconds since 1970. */
  readonly at: string;
  /** When the server started: another one, after a crash or on another machine, may have lost transactions. */
  readonly server: string;
}

export interface ReadChanges {
  readonly cursor: ChangeCursor;
  /** Writer and number of each change that became visible since, but not those of `writer`. */
  readonly fresh: readonly (readonly [writer: string, seq: number])[];
  /** Some may have been trimmed before they were read, or there are more of them than is worth it. */
  readonly missed: boolean;
}

interface Row {
  readonly snapshot: string;
  readonly at: string;
  readonly server: string;
  readonly trimmed: boolean;
  /** One's own among them. */
  readonly read: number;
  readonly fresh: [string, number][] | null;
}

const MOST_READ = 20_000;
/**
 * Transactions that may have been under way at once. A server that crashes and comes back by itself knows nothing of
 * those that had written nothing down yet, and gives their numbers once more.
 */
const MOST_UNDER_WAY = 1000;

/*
 * The rows and the snapshot are of one statement, hence of one moment. Two parts instead of OR, and in the order of the
 * index, so that no plan reads the whole table. A row may have been trimmed unread that was written before the last
 * reading and committed after it: no transaction takes more than a minute for that. Ids that this server has not come to yet are of another one, whose tables were copied.
 */
const READ = `
WITH fresh AS (
  (SELECT writer, seq FROM change
    WHERE xid >= $1::xid8 AND xid < pg_snapshot_xmax(pg_current_snapshot()) ORDER BY xid LIMIT $4)
  UNION ALL
  (SELECT writer, seq FROM change WHERE xid = ANY ($2::xid8[]) LIMIT $4)
)
SELECT pg_current_snapshot()::text AS snapshot, extract(epoch FROM clock_timestamp())::text AS at,
       extract(epoch FROM pg_postmaster_start_time())::text AS server,
       change_feed.trimmed_until > to_timestamp($3::float8) - interval '1 minute' AS trimmed,
       (SELECT count(*) FROM fresh) AS read,
       (SELECT json_agg(json_build_array(writer, seq)) FROM fresh WHERE writer <> $5) AS fresh
  FROM change_feed`;

/** Where to begin: what is committed from now on. */
export async function startCursor(database: PostgresDatabase): Promise<ChangeCursor> {
  const row = await database.get<Omit<Row, 'trimmed' | 'read' | 'fresh'>>(
    `SELECT pg_current_snapshot()::text AS snapshot, extract(epoch FROM clock_timestamp())::text AS at,
            extract(epoch FROM pg_postmaster_start_time())::text AS server`,
  );
  if (row === undefined) throw new Error('the database has no snapshot');
  return cursorOf(row);
}

export interface ReadOptions {
  readonly most?: number;
  /** The server has not answered in between: what is read may have been read before. */
  readonly mayHaveCrashed?: boolean;
}

export async function readChanges(
  database: PostgresDatabase,
  since: ChangeCursor,
  writer: string,
  { most = MOST_READ, mayHaveCrashed = false }: ReadOptions = {},
): Promise<ReadChanges> {
  const { xmax, running, at } = since;
  const from = mayHaveCrashed ? before(xmax, MOST_UNDER_WAY) : xmax;
  const row = await database.get<Row>(READ, from, running, at, most, writer);
  if (row === undefined) throw new Error('the table change_feed has no row');
  const cursor = cursorOf(row);
  const fresh = row.fresh ?? [];
  const wentBack = row.server !== since.server || BigInt(cursor.xmax) < BigInt(since.xmax);
  return { cursor, fresh, missed: wentBack || row.trimmed || row.read >= most };
}

export async function readBodies(
  database: PostgresDatabase,
  keys: readonly (readonly [writer: string, seq: number])[],
): Promise<ChangeNote[]> {
  return database.all(
    `SELECT writer, seq, body FROM unnest($1::text[], $2::bigint[]) AS wanted (writer, seq) JOIN change USING (writer, seq)`,
    keys.map(([writer]) => writer),
    keys.map(([, seq]) => seq),
  );
}

/** `snapshot` is xmin:xmax:running,running… */
function cursorOf({ snapshot, at, server }: Pick<Row, 'snapshot' | 'at' | 'server'>): ChangeCursor {
  const [, xmax = '', running = ''] = snapshot.split(':');
  return { xmax, running: running === '' ? [] : running.split(','), at, server };
}

function before(xid: string, count: number): string {
  const earlier = BigInt(xid) - BigInt(count);
  return (earlier > 0n ? earlier : 0n).toString();
}
