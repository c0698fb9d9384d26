import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VARIABLES, readConfig } from '../../../server/src/config.ts';
import { END_WITHIN_SECONDS } from '../../../server/src/cli/run-server.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { TestServer } from '../testing/start-server.ts';
import { forThisMachine } from './balancer.ts';
import { findPrograms } from './programs.ts';

/* What stands under deploy/, checked against the code: nothing here starts a container. */

const ROOT = join(import.meta.dirname, '../../../..');
const KNOWN = new Set(VARIABLES.map(({ name }) => name));
/** A reader that waits is sent a byte at least this often. */
const LONGEST_SILENCE_SECONDS = 45;
const programs = findPrograms();

type Tree = { readonly [key: string]: Tree } & { readonly [index: number]: Tree };

let routes: ReadonlySet<string>;
beforeAll(async () => {
  await using server = await TestServer.start();
  const { paths } = (await server.wire.get('/openapi.json')).json<{ paths: Record<string, unknown> }>();
  routes = new Set(Object.keys(paths));
});

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** `1m30s`, `45s` in seconds. */
function secondsOf(text: string): number {
  const [, minutes = '0', seconds = '0'] = /^(?:(\d+)m)?(?:(\d+)s)?$/.exec(text) ?? [];
  return Number(minutes) * 60 + Number(seconds);
}

/** A leaf of a tree. */
function textOf(leaf: Tree | undefined): string {
  return (leaf as unknown as string | number | undefined)?.toString() ?? '';
}

function expectPinned(image: string): void {
  expect(image).toMatch(/^[\w./-]+:[\w.-]*\d[\w.-]*$/);
  expect(image).not.toMatch(/:latest/);
}

function expectKnown(names: readonly string[]): void {
  expect(names.filter((name) => /^(?:BATON_|PORT$|HOST$)/.test(name) && !KNOWN.has(name))).toEqual([]);
}

describe('the image', () => {
  const text = read('deploy/Dockerfile');
  const lines = text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line));
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
  const argument = (name: string): string =>
    last.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? '';
  const settings = Object.fromEntries(
    argument('ENV')
      .split(' ')
      .map((each) => each.split('=')),
  ) as Record<string, string>;

  test('is built on the Node that the packages ask for, with a tag that says so', () => {
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    const bases = lines.flatMap((line) => /^FROM (\S+:\S+)/.exec(line)?.[1] ?? []);
    expect(bases).toHaveLength(2);
    for (const base of bases) expect(base).toBe(`node:${engines.node.replace('>=', '')}-slim`);
  });

  test('copies the package file of every workspace before it installs', () => {
    const workspaces = globSync('{packages,examples}/*/package.json', { cwd: ROOT });
    const copied = lines.flatMap((line) => /^COPY (\S+\/package\.json) /.exec(line)?.[1] ?? []);
    expect(copied.toSorted()).toEqual(workspaces.toSorted());
  });

  test('has what each package that runs loads, built', () => {
    const loaded = runtimePackages('examples/insurance');
    const copied = lines.flatMap((line) => /^COPY --from=build \/baton\/(\S+)\/dist /.exec(line)?.[1] ?? []);
    expect(copied).toEqual(expect.arrayContaining(loaded));
    // Pages are found beside the server, not imported by it.
    expect(copied.toSorted()).toEqual([...loaded, 'packages/console', 'packages/widget'].toSorted());
  });

  test('runs without a shell as a user who is not root, and starts a program that is there', () => {
    expect(argument('USER')).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    const [program, file] = JSON.parse(argument('CMD')) as [string, string];
    expect(program).toBe('node');
    expect(existsSync(join(ROOT, file))).toBe(true);
  });

  test('listens where it says that it does', () => {
    expectKnown(Object.keys(settings));
    expect(settings['PORT']).toBe(VARIABLES.find(({ name }) => name === 'PORT')?.fallback);
    expect(argument('EXPOSE')).toBe(settings['PORT']);
    expect(settings['HOST']).toBe('0.0.0.0');
  });

  test('asks itself whether it lives, on a route that the server has', () => {
    const [, path = ''] = /process\.env\.PORT \+ '([^']+)'/.exec(argument('HEALTHCHECK')) ?? [];
    expect(routes).toContain(path);
    expect(argument('HEALTHCHECK')).toMatch(/CMD \["node", /);
  });
});

describe('the compose file', () => {
  const compose = parse(read('deploy/compose.yaml'), { merge: true }) as Tree;
  const services = compose['services'] as Tree;
  const nodes = Object.keys(services).filter((name) => name.startsWith('node-'));
  const haproxy = read('deploy/haproxy.cfg');

  test('names images by their versions', () => {
    for (const service of Object.values(services)) expectPinned(textOf(service['image']));
  });

  test.each(nodes)('gives %s settings that the server takes', (name) => {
    const environment = services[name]!['environment'] as unknown as Record<string, string>;
    expectKnown(Object.keys(environment));
    const given: Readonly<Record<string, string>> = { BATON_API_KEYS: 'admin:ops:0123456789abcdef' };
    const filled = Object.entries(environment).map(([key, value]) => [
      key,
      value.replaceAll(/\$\{(\w+)(?::([?-])([^}]*))?\}/g, (_, variable: string, kind: string, rest: string) =>
        kind === '-' ? rest : (given[variable] ?? 'secret'),
      ),
    ]);
    const config = readConfig({ HOST: '0.0.0.0', ...(Object.fromEntries(filled) as Record<string, string>) });
    expect(config.node).toBe(name);
    expect(config.database).toEqual({ kind: 'postgres', url: expect.stringContaining('@postgres:5432/') });
    expect(config.bus).toEqual({ kind: 'nats', url: expect.stringContaining('@nats:4222') });
    expect(config.trustProxy).toBe(true);
    expect(secondsOf(textOf(services[name]!['stop_grace_period']))).toBeGreaterThan(
      config.traffic.drainSeconds + END_WITHIN_SECONDS,
    );
  });

  test('waits for what each part needs, which tells when it is there', () => {
    for (const service of Object.values(services))
      for (const [needed, { condition }] of Object.entries(service['depends_on'] ?? {})) {
        expect(condition).toBe('service_healthy');
        // The nodes have the health check of their image.
        expect(needed.startsWith('node-') || services[needed]!['healthcheck'] !== undefined).toBe(true);
      }
  });

  test('leads the balancer to every node, at the port of the image, when it is ready', () => {
    const servers = haproxy.matchAll(/^ {2}server (\S+) (\S+):(\d+)$/gm);
    const port = VARIABLES.find(({ name }) => name === 'PORT')?.fallback;
    expect(Array.from(servers, ([, name, host, to]) => [name, host, to])).toEqual(
      nodes.map((name) => [name, name, port]),
    );
    const [, path = ''] = /http-check send meth GET uri (\S+)/.exec(haproxy) ?? [];
    expect(path).toBe('/readyz');
    expect(routes).toContain(path);
    const [, bound] = /^ {2}bind :(\d+)$/m.exec(haproxy) ?? [];
    expect(services['balancer']!['ports']).toEqual([`${bound}:${bound}`]);
  });

  test('lets readers wait for longer than the server is silent', () => {
    for (const name of ['client', 'server']) {
      const [, seconds] = new RegExp(`^ {2}timeout ${name} (\\d+)s$`, 'm').exec(haproxy) ?? [];
      expect(Number(seconds)).toBeGreaterThan(LONGEST_SILENCE_SECONDS);
    }
  });

  test.skipIf(programs.haproxy === null)('has a configuration that HAProxy takes', () => {
    const checked = execFileSync(programs.haproxy!, ['-c', '-f', join(ROOT, 'deploy/haproxy.cfg')], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect(String(checked)).toContain('valid');
    expect(forThisMachine(haproxy, 9000, [9001, 9002, 9003])).toMatch(/^ {2}bind 127\.0\.0\.1:9000$/m);
  });

  test.skipIf(programs.nats === null)('has a configuration that NATS takes', () => {
    const env = { NATS_PASSWORD: 'secret' };
    execFileSync(programs.nats!, ['-t', '-c', join(ROOT, 'deploy/nats.conf')], { env, stdio: 'pipe' });
    expect(read('deploy/nats.conf')).toMatch(/^port: 4222$/m);
  });
});

describe('the Kubernetes manifests', () => {
  const manifests = globSync('deploy/kubernetes/*.yaml', { cwd: ROOT }).flatMap((path) =>
    parseAllDocuments(read(path)).map((document) => document.toJS() as Tree),
  );
  const of = (kind: string): Tree => {
    const found = manifests.filter((manifest) => textOf(manifest['kind']) === kind);
    expect(found).toHaveLength(1);
    return found[0]!;
  };
  const deployment = of('Deployment')['spec'] as Tree;
  const pod = deployment['template']!['spec'] as Tree;
  const container = pod['containers']![0]!;

  test('belong together', () => {
    const labels = deployment['template']!['metadata']!['labels'];
    expect(deployment['selector']!['matchLabels']).toEqual(labels);
    expect(of('Service')['spec']!['selector']).toEqual(labels);
    expect(of('PodDisruptionBudget')['spec']!['selector']!['matchLabels']).toEqual(labels);
    const [port] = container['ports'] as unknown as { name: string; containerPort: number }[];
    expect(`${port!.containerPort}`).toBe(VARIABLES.find(({ name }) => name === 'PORT')?.fallback);
    expect(of('Service')['spec']!['ports']![0]!['targetPort']).toBe(port!.name);
    const backend = of('Ingress')['spec']!['rules']![0]!['http']!['paths']![0]!['backend']!['service']!;
    expect(backend).toEqual({ name: of('Service')['metadata']!['name'], port: { name: 'http' } });
  });

  test('keep serving while one node goes', () => {
    expect(Number(deployment['replicas'])).toBeGreaterThanOrEqual(2);
    expect(deployment['strategy']!['rollingUpdate']!['maxUnavailable']).toBe(0);
    expect(of('PodDisruptionBudget')['spec']!['maxUnavailable']).toBe(1);
    const spread = pod['topologySpreadConstraints'] as unknown as { topologyKey: string }[];
    expect(spread.map(({ topologyKey }) => topologyKey)).toContain('kubernetes.io/hostname');
  });

  test('ask the routes that say what each probe is about', () => {
    for (const [probe, path] of [
      ['startupProbe', '/livez'],
      ['livenessProbe', '/livez'],
      ['readinessProbe', '/readyz'],
    ] as const) {
      expect(container[probe]!['httpGet']).toEqual({ path, port: 'http' });
      expect(routes).toContain(path);
    }
  });

  test('give settings that the server takes, and longer to end than it needs', () => {
    const environment = {
      ...(of('ConfigMap')['data'] as unknown as Record<string, string>),
      ...(of('Secret')['stringData'] as unknown as Record<string, string>),
    };
    expectKnown(Object.keys(environment));
    const named = container['env'] as unknown as { name: string }[];
    expectKnown(named.map(({ name }) => name));
    const config = readConfig({ HOST: '0.0.0.0', BATON_NODE: 'baton-5d4f8c7b9-x2x7k', ...environment });
    expect(config.database.kind).toBe('postgres');
    const [, pause = '0'] =
      /setTimeout\(\(\) => undefined, (\d+)\)/.exec(JSON.stringify(container['lifecycle'])) ?? [];
    expect(Number(pause)).toBeGreaterThan(0);
    expect(Number(pod['terminationGracePeriodSeconds'])).toBeGreaterThan(
      Number(pause) / 1000 + config.traffic.drainSeconds + END_WITHIN_SECONDS,
    );
  });

  test('run a pinned image as a user who is not root and may change nothing', () => {
    expectPinned(textOf(container['image']));
    expect(pod['securityContext']).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
    expect(read('deploy/Dockerfile')).toContain(`USER ${textOf(pod['securityContext']!['runAsUser'])}:`);
    expect(container['securityContext']).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(container['resources']).toMatchObject({ requests: { memory: expect.any(String) } });
  });

  test('let readers wait at the ingress', () => {
    const annotations = of('Ingress')['metadata']!['annotations'] as unknown as Record<string, string>;
    const setting = (name: string): string => annotations[`nginx.ingress.kubernetes.io/${name}`] ?? '';
    expect(setting('proxy-buffering')).toBe('off');
    expect(Number(setting('proxy-read-timeout'))).toBeGreaterThan(LONGEST_SILENCE_SECONDS);
  });
});

/** Folders of the packages of this repository that a package loads, itself left out. */
function runtimePackages(folder: string): string[] {
  const { dependencies } = JSON.parse(read(`${folder}/package.json`)) as {
    dependencies?: Record<string, string>;
  };
  const own = Object.keys(dependencies ?? {}).flatMap((name) => /^@baton\/(\w+)$/.exec(name)?.[1] ?? []);
  const found = own.flatMap((name) => [`packages/${name}`, ...runtimePackages(`packages/${name}`)]);
  return [...new Set(found)].toSorted();
}
