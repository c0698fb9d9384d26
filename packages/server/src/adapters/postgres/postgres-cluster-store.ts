import type { Beat, ClusterStore, Lease, NodeRecord } from '../../ports/cluster-store.ts';
import type { PostgresDatabase } from './postgres-database.ts';

const DESK: Lease['name'] = 'desk';

/*
 * One statement, which is a transaction. Its time is the one at which it began: who waits for another's beat reckons
 * with less time, never with more. Of two that find the lease ended, one waits for the other's row, reads it again and
 * finds it taken. A process is its name and when it began: one that takes a name over from one that was killed need not
 * wait for its lease to end, and of two processes with one name the one that began first is not counted.
 */
const BEAT = `
WITH alive AS (
  INSERT INTO node AS known (id, version, started_at, until)
    VALUES ($1, $2, $3, now() + $4 * interval '1 millisecond')
    ON CONFLICT (id) DO UPDATE SET version = excluded.version, started_at = excluded.started_at, until = excluded.until
      WHERE known.started_at <= excluded.started_at OR known.until <= now()
    RETURNING id, until
), led AS (
  UPDATE lease SET holder = alive.id, holder_started_at = $3, until = alive.until,
      token = token + CASE WHEN holder = $1 AND holder_started_at = $3 AND lease.until > now() THEN 0 ELSE 1 END
    FROM alive
    WHERE name = '${DESK}' AND CASE WHEN holder = $1 AND holder_started_at = $3 AND lease.until > now() THEN true
                              ELSE $5 AND (lease.until <= now() OR holder = $1) END
    RETURNING token
), forgotten AS (
  DELETE FROM node WHERE id IN (
    SELECT id FROM node WHERE until < now() - interval '10 minutes' AND id <> $1 FOR UPDATE SKIP LOCKED)
)
SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS at, (SELECT token FROM led) AS token,
       ARRAY(SELECT id FROM alive UNION SELECT id FROM node WHERE id <> $1 AND until > now() ORDER BY 1) AS living`;

const LEAVE = `
WITH gone AS (DELETE FROM node WHERE id = $1 AND ($2::bigint IS NULL OR started_at = $2))
UPDATE lease SET until = '-infinity' WHERE holder = $1 AND ($2::bigint IS NULL OR holder_started_at = $2)`;

/** A turn that a process of this name has begun before is nobody's: the name alone would say that it is under way. */
const DISOWN = `
WITH unfinished AS (
  SELECT id FROM session WHERE turn_node = $1 AND id IN (SELECT session_id FROM event WHERE unfinished)
    ORDER BY id FOR UPDATE
), closed AS (
  UPDATE session SET turn_node = NULL FROM unfinished WHERE session.id = unfinished.id
)
UPDATE unanswered SET node = NULL WHERE node = $1 AND auto`;

/** Nodes and the desk's lease on PostgreSQL, by its clock. */
export class PostgresClusterStore implements ClusterStore {
  readonly #database: PostgresDatabase;
  /** When the processes began that have beaten through this store, by their names. */
  readonly #known = new Map<string, number>();

  constructor(database: PostgresDatabase) {
    this.#database = database;
  }

  async beat(
    { id, version, startedAt }: NodeRecord,
    { ttl, leads }: { readonly ttl: number; readonly leads: boolean },
  ): Promise<Beat> {
    if (this.#known.get(id) !== startedAt) await this.#database.statement(DISOWN, id);
    this.#known.set(id, startedAt);
    const [row] = await this.#database.statement<{ at: number; token: number | null; living: string[] }>(
      BEAT,
      ...[id, version, startedAt, ttl, leads],
    );
    if (row === undefined) throw new Error('a beat was not answered');
    const { at, token, living } = row;
    return { at, living, lease: token === null ? null : { name: DESK, token } };
  }

  async leave(nodeId: string): Promise<void> {
    await this.#database.statement(LEAVE, nodeId, this.#known.get(nodeId) ?? null);
  }
}
