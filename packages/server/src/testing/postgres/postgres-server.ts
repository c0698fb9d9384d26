import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../free-port.ts';

const DEBIAN = '/usr/lib/postgresql';
const START_MS = 30_000;

/** A PostgreSQL server of a test's own. */
export interface PostgresServer extends AsyncDisposable {
  /** `postgres://…` of its first database. */
  readonly url: string;
  readonly pid: number;
  /** `immediate`: as when it crashes; nothing is written, and the next start recovers. */
  stop(how: 'fast' | 'immediate'): Promise<void>;
  /** Again, on the same port and data; resolves once it answers. */
  start(): Promise<void>;
}

export interface PostgresServerOptions {
  /** It syncs as one that matters does: what it has acknowledged outlives its crash. */
  readonly durable?: boolean;
  /** Folder that its own is made in; default: that of temporary files. */
  readonly within?: string;
  /** Lines of its pg_hba.conf; default: everybody on this machine may be anybody. */
  readonly access?: readonly string[];
}

/** Folder of the newest server programs that are installed; null where there are none. */
export function postgresPrograms(): string | null {
  if (!existsSync(DEBIAN)) return null;
  const versions = readdirSync(DEBIAN).toSorted((a, b) => Number(b) - Number(a));
  return (
    versions.map((version) => join(DEBIAN, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb'))) ??
    null
  );
}

/** Starts a server in a folder of its own, on loopback. */
export async function startPostgres(
  bin: string,
  { durable = false, within = tmpdir(), access }: PostgresServerOptions = {},
): Promise<PostgresServer> {
  const folder = mkdtempSync(join(within, 'baton-postgres-'));
  const user = serverUser(folder);
  const data = join(folder, 'data');
  await run(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'baton', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C'],
    user,
  );
  const port = await freePort();
  const settings = [
    `listen_addresses=127.0.0.1`,
    `unix_socket_directories=${folder}`,
    `max_connections=300`,
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
  if (access !== undefined) writeFileSync(join(data, 'pg_hba.conf'), access.join('\n'));
  const url = `postgres://baton@127.0.0.1:${port}/postgres`;
  const launch = async (): Promise<ChildProcess> => {
    const parameters = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
    const server = spawn(join(bin, 'postgres'), parameters, { ...user, stdio: 'ignore' });
    await reachable(url, () => server.exitCode !== null);
    return server;
  };
  let server = await launch();
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, 'exit');
    server.kill(signal);
    await exited;
  };
  return {
    url,
    get pid() {
      return server.pid ?? -1;
    },
    stop: (how) => end(how === 'fast' ? 'SIGINT' : 'SIGQUIT'),
    async start() {
      server = await launch();
    },
    async [Symbol.asyncDispose]() {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL does not run as root: there it is the owner of Debian's own cluster folder, else whoever we are. */
function serverUser(folder: string): ServerUser {
  if (process.getuid?.() !== 0) return {};
  const home = '/var/lib/postgresql';
  const { uid, gid } = existsSync(home) ? statSync(home) : { uid: 65534, gid: 65534 };
  chownSync(folder, uid, gid);
  return { uid, gid };
}

async function run(program: string, parameters: string[], user: ServerUser): Promise<void> {
  const child = spawn(program, parameters, { ...user, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + String(chunk)).slice(-4000)));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${program} failed: ${said}`);
}

async function reachable(url: string, hasEnded: () => boolean): Promise<void> {
  for (const end = Date.now() + START_MS; Date.now() < end;) {
    if (hasEnded()) throw new Error('the PostgreSQL server has ended');
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 1000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await client.end().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('the PostgreSQL server does not answer');
}
