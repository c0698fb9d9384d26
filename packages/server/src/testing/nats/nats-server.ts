import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { freePort, listensOn } from '../free-port.ts';

/** Debian puts servers where the search path of an ordinary user does not lead. */
const FOLDERS = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'];
const START_MS = 10_000;

/** Null where none is installed. */
export const NATS_PROGRAM: string | null =
  FOLDERS.map((folder) => join(folder, 'nats-server')).find((path) => existsSync(path)) ?? null;

/** Said where tests are skipped. */
export const NO_NATS = 'no nats-server is installed';

/** A NATS server of a test's own, which asks for a password, on loopback. */
export class NatsServer implements AsyncDisposable {
  readonly port: number;
  readonly #end: () => Promise<void>;

  private constructor(port: number, end: () => Promise<void>) {
    this.port = port;
    this.#end = end;
  }

  /** On the port of one that has ended, or any. */
  static async start(port?: number): Promise<NatsServer> {
    if (NATS_PROGRAM === null) throw new Error(NO_NATS);
    const listens = port ?? (await freePort());
    const given = ['-a', '127.0.0.1', '-p', String(listens), '--user', 'baton', '--pass', 'a/b c'];
    const server = spawn(NATS_PROGRAM, given, { stdio: 'ignore' });
    const ended = once(server, 'exit');
    await reachable(listens, () => server.exitCode !== null);
    return new NatsServer(listens, async () => {
      server.kill('SIGKILL');
      await ended;
    });
  }

  /** `port`: of something in between. */
  url(port: number = this.port): string {
    return `nats://baton:${encodeURIComponent('a/b c')}@127.0.0.1:${port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#end();
  }
}

async function reachable(port: number, hasEnded: () => boolean): Promise<void> {
  for (const end = Date.now() + START_MS; Date.now() < end;) {
    if (hasEnded()) throw new Error('the NATS server has ended');
    if (await listensOn(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the NATS server does not answer');
}
