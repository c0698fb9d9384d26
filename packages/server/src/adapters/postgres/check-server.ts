import { setTimeout as pause } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { mayComeUp, messageOf } from './database-fault.ts';
import { hangUp } from './connection-watch.ts';

/** What a server says of itself. */
export interface ServerFacts {
  /** As `server_version_num`, e.g. 150004. */
  readonly version: number;
  /** A replica, which follows another server and takes no writes. */
  readonly replica: boolean;
  readonly readOnly: boolean;
}

export interface ServerWait {
  /** So long is a server waited for that is not up yet. */
  readonly seconds: number;
  /** Told now and then what is waited for. */
  readonly say: (message: string) => void;
}

const NO_WAIT: ServerWait = { seconds: 0, say: () => undefined };

const OLDEST_VERSION = 150_000;
const CONNECT_TIMEOUT_MS = 5_000;
const PAUSE_MS = 500;
const SAY_EACH_MS = 5_000;

/** Resolves once the server can be used. Throws an error that says why it cannot, and what to do. */
export async function checkServer(url: string, { seconds, say }: ServerWait = NO_WAIT): Promise<void> {
  const end = performance.now() + seconds * 1000;
  let sayAt = performance.now();
  for (;;) {
    const trouble = await lookAt(url);
    if (trouble === null) return;
    const now = performance.now();
    if (!trouble.passing || now >= end) throw new Error(trouble.message, { cause: trouble.cause });
    if (now >= sayAt) {
      say(`${trouble.message}; trying for ${Math.ceil((end - now) / 1000)} s more`);
      sayAt += SAY_EACH_MS;
    }
    await pause(Math.min(PAUSE_MS, end - now));
  }
}

/** Why a server with these facts cannot be used; null when it can. */
export function refusalOf({ version, replica, readOnly }: ServerFacts): string | null {
  if (version < OLDEST_VERSION)
    return `PostgreSQL ${Math.floor(version / 10_000)} is too old: it takes ${OLDEST_VERSION / 10_000} or later`;
  if (replica) return 'it is a replica, which takes no writes: name the primary server';
  if (readOnly)
    return 'it takes no writes: set default_transaction_read_only to off for this database and user';
  return null;
}

interface Trouble {
  readonly message: string;
  /** It may be over soon by itself. */
  readonly passing: boolean;
  readonly cause?: unknown;
}

async function lookAt(url: string): Promise<Trouble | null> {
  const client = new Client({
    connectionString: url,
    application_name: 'baton',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: CONNECT_TIMEOUT_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<ServerFacts>(
      `SELECT current_setting('server_version_num')::integer AS version, pg_is_in_recovery() AS replica,
              current_setting('transaction_read_only')::boolean AS "readOnly"`,
    );
    const [facts] = rows;
    if (facts === undefined) throw new Error('it says nothing of itself');
    const refusal = refusalOf(facts);
    // A replica may be made the primary at any moment.
    return refusal === null ? null : { message: refusal, passing: facts.replica };
  } catch (cause) {
    return { message: explain(cause), passing: mayComeUp(cause), cause };
  } finally {
    hangUp(client);
  }
}

function explain(error: unknown): string {
  const message = messageOf(error);
  const code = error instanceof DatabaseError ? error.code : undefined;
  if (code === '28P01' || code === '28000')
    return `it refuses the user or the password of BATON_DATABASE (${message})`;
  if (code === '3D000') return `${message}: create it, with the user of BATON_DATABASE as its owner`;
  if (code === '42501') return `${message}: the user of BATON_DATABASE must own the database`;
  if (code === '53300') return `it has no connection left (${message}): raise its max_connections`;
  if (error instanceof DatabaseError) return message;
  return `nothing answers there (${message}): is it up, and are host and port right?`;
}
