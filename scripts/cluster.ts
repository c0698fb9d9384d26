import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Cluster } from '../packages/conformance/src/cluster/start-cluster.ts';
import { buildPages } from './build-pages.ts';

/* `npm run cluster`: several nodes on this machine, as they would run on several. */

const AGENT = join(import.meta.dirname, '../examples/insurance/main.ts');
const USAGE = `npm run cluster -- [--nodes 3] [--port 8800] [--no-bus]

PostgreSQL, NATS, nodes of the insurance example and a load balancer on this machine, from the programs that Debian's
packages postgresql, nats-server and haproxy have brought. Without haproxy a small balancer of our own takes its place.
Ctrl-C ends everything; nothing is kept. Settings of the environment go to the nodes.

  --nodes   how many, 1 to 9
  --port    of the load balancer
  --no-bus  wake-ups go by the database instead of NATS
`;

const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '3' },
    port: { type: 'string', default: '8800' },
    'no-bus': { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const nodes = Number(values.nodes);
const port = Number(values.port);
if (values.help || !(nodes >= 1 && nodes <= 9) || !(port >= 0 && port <= 65_535)) {
  (values.help ? process.stdout : process.stderr).write(USAGE);
  process.exitCode = values.help ? 0 : 2;
} else {
  await buildPages();
  const cluster = await Cluster.start({
    nodes,
    port,
    bus: !values['no-bus'],
    command: () => [AGENT],
    env: process.env as Record<string, string>,
  });
  const lines = [
    `Chat, as a customer       ${cluster.url}/chat`,
    `Console, as an operator   ${cluster.url}/console`,
    `Database                  ${cluster.database}`,
    `Bus                       ${cluster.bus ?? 'the database'}`,
    ...cluster.members.map(({ node }) => `${node.name.padEnd(25)} ${node.url}`),
  ];
  process.stdout.write(`\n  ${lines.join('\n  ')}\n\nCtrl-C ends everything.\n`);
  const end = (): void => void cluster[Symbol.asyncDispose]();
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}
