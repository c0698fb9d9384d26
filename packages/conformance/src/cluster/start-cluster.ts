import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TcpProxy } from '../../../server/src/testing/faults/tcp-proxy.ts';
import { TestPostgres } from '../../../server/src/testing/postgres/open-postgres-fixture.ts';
import { startBalancer } from './balancer.ts';
import { ChildServer } from './child-server.ts';
import { ClusterNode } from './cluster-node.ts';
import { freePort, listensOn } from '../../../server/src/testing/free-port.ts';
import type { Balancer } from './node-balancer.ts';
import { findPrograms } from './programs.ts';

export interface ClusterOptions {
  readonly nodes: number;
  /** What a node runs: Node's own options, the program, its arguments. */
  readonly command: (index: number) => readonly string[];
  /** Beside where the database and the bus are. */
  readonly env?: Readonly<Record<string, string>>;
  /** Of one node. */
  readonly envOf?: (index: number) => Readonly<Record<string, string>>;
  /** Whether wake-ups go by NATS; else by the database. */
  readonly bus: boolean;
  /** Port of the balancer; absent: any. */
  readonly port?: number;
  /** Whether each node reaches database and bus through a network of its own that can be made to fail. */
  readonly failing?: boolean;
  /** A folder for what each node says. */
  readonly logs?: string;
  /** Of how the failing networks behave. */
  readonly seed?: number;
}

/** A node with the networks over which it reaches the database and the bus. */
export interface ClusterMember {
  readonly node: ClusterNode;
  readonly toDatabase: TcpProxy | null;
  readonly toBus: TcpProxy | null;
}

/** PostgreSQL, NATS, nodes and a load balancer on this machine; nothing of it is left when it is disposed of. */
export class Cluster implements AsyncDisposable {
  /** Of the balancer. */
  readonly url: string;
  readonly members: readonly ClusterMember[];
  readonly database: string;
  /** Null: wake-ups go by the database. */
  readonly bus: string | null;
  readonly #parts: AsyncDisposableStack;

  private constructor(
    balancer: Balancer,
    members: readonly ClusterMember[],
    database: string,
    bus: string | null,
    parts: AsyncDisposableStack,
  ) {
    this.url = balancer.url;
    this.members = members;
    this.database = database;
    this.bus = bus;
    this.#parts = parts;
  }

  static async start(options: ClusterOptions): Promise<Cluster> {
    const programs = findPrograms();
    await using parts = new AsyncDisposableStack();
    const folder = await mkdtemp(join(tmpdir(), 'baton-cluster-'));
    parts.defer(() => rm(folder, { recursive: true, force: true }));
    const database = await startDatabase(parts);
    const bus = options.bus ? await startBus(programs.nats, parts) : null;
    const members: ClusterMember[] = [];
    for (let index = 0; index < options.nodes; index++)
      members.push(await makeMember(index, options, { database, bus, folder }, parts));
    // The first one makes the schema; the others find it.
    for (const { node } of members) await node.start();
    const ports = members.map(({ node }) => node.port);
    const balancer = parts.use(await startBalancer(programs.haproxy, ports, options.port));
    return new Cluster(balancer, members, database, bus, parts.move());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts.disposeAsync();
  }
}

/** Of the server that the environment offers for tests, else of one that is started. */
async function startDatabase(parts: AsyncDisposableStack): Promise<string> {
  const server = parts.use(await TestPostgres.start());
  const url = await server.createDatabase();
  // Ctrl-C ends a server of our own at the same time, and its folder goes with it.
  parts.defer(() => server.dropDatabase(url).catch(() => undefined));
  return url;
}

async function startBus(program: string | null, parts: AsyncDisposableStack): Promise<string> {
  if (program === null) throw new Error('NATS is not installed (Debian: nats-server)');
  const port = await freePort();
  parts.use(await ChildServer.start(program, ['-a', '127.0.0.1', '-p', String(port)], () => listensOn(port)));
  return `nats://127.0.0.1:${port}`;
}

interface Surroundings {
  readonly database: string;
  readonly bus: string | null;
  readonly folder: string;
}

async function makeMember(
  index: number,
  { command, env, envOf, logs, failing = false, seed = 0 }: ClusterOptions,
  { database, bus, folder }: Surroundings,
  parts: AsyncDisposableStack,
): Promise<ClusterMember> {
  const proxy = async (url: string): Promise<TcpProxy> => parts.use(await TcpProxy.before(url, seed + index));
  const toDatabase = failing ? await proxy(database) : null;
  const toBus = failing && bus !== null ? await proxy(bus) : null;
  const busUrl = bus === null ? null : (toBus?.through(bus) ?? bus);
  const node = parts.use(
    new ClusterNode({
      name: `node-${index + 1}`,
      port: await freePort(),
      command: command(index),
      folder,
      ...(logs !== undefined && { log: join(logs, `node-${index + 1}.log`) }),
      env: {
        BATON_LOG_LEVEL: 'warn',
        ...env,
        ...envOf?.(index),
        BATON_DATABASE: toDatabase?.through(database) ?? database,
        ...(busUrl !== null && { BATON_BUS: busUrl }),
        BATON_ATTACHMENTS: join(folder, 'attachments'),
        BATON_TRUST_PROXY: 'true',
      },
    }),
  );
  return { node, toDatabase, toBus };
}
