/*
 * Which part of the source may import which. A file belongs to the first zone whose pattern matches its path;
 * an import is looked up the same way and has to land in a zone that the importer may see. Tests, what only
 * they use, and the conformance suites may import whatever they like: they put the parts together.
 */

interface Zone {
  readonly name: string;
  /** Matched against a path that is relative to the repository's root. */
  readonly files: RegExp;
  /** The zones it may see besides itself. */
  readonly sees: readonly string[];
  /** The packages and `node:` modules it may import; absent: any that its package.json lists. */
  readonly modules?: RegExp;
  /** A package of this repository that it alone of its package may import. */
  readonly package?: string;
}

/** Of `node:crypto` the linter lets it import `createHash` alone. */
const PURE = /^(@baton\/protocol|node:crypto|liquidjs|croner|vader-sentiment|yaml)$/;
const NO_NODE = /^(?!node:)/;

const TESTING = /\.test\.tsx?$|\/testing\//;

/* core <- ports <- app <- engine, http, sdk, cli. Adapters are named by the context and the configuration alone. */
const SERVER: readonly Zone[] = [
  { name: 'core', files: /^core\//, sees: [], modules: PURE },
  { name: 'ports', files: /^ports\//, sees: ['core', 'engine types'] },
  {
    name: 'engine types',
    files: /^engine\/(behaviour|binding|conversation-context|tool-definition|turn-context|turn-trace)\.ts$/,
    sees: ['core', 'ports', 'engine types'],
  },
  { name: 'adapters', files: /^adapters\//, sees: ['core', 'ports', 'engine types'] },
  { name: 'app', files: /^app\//, sees: ['core', 'ports', 'engine types'] },
  { name: 'engine', files: /^engine\//, sees: ['core', 'ports', 'engine types', 'app'] },
  { name: 'http', files: /^http\//, sees: ['core', 'ports', 'engine types', 'engine', 'app'] },
  {
    name: 'composition',
    files: /^(context|serve|config|open-engine|open-stores|open-recordings|migrate-store)\.ts$/,
    sees: ['core', 'ports', 'engine types', 'engine', 'adapters', 'app', 'http', 'sdk', 'root'],
  },
  {
    name: 'sdk',
    files: /^sdk\//,
    sees: ['core', 'ports', 'engine types', 'engine', 'app', 'http', 'composition', 'root'],
  },
  { name: 'eval', files: /^eval\//, sees: [] },
  {
    name: 'cli',
    files: /^cli\//,
    package: '@baton/client',
    sees: ['eval', 'core', 'ports', 'engine types', 'engine', 'app', 'http', 'composition', 'sdk', 'root'],
  },
  {
    name: 'root',
    files: /^[^/]+$/,
    sees: ['core', 'ports', 'engine types', 'engine', 'app', 'http', 'composition', 'sdk', 'cli'],
  },
];

/* shared <- features <- app. One feature knows nothing of another. */
const CONSOLE: readonly Zone[] = [
  { name: 'features', files: /^features\/(?<part>[^/]+)\//, sees: ['shared'], modules: NO_NODE },
  { name: 'app', files: /^(app\/|[^/]+$)/, sees: ['features', 'shared'], modules: NO_NODE },
  { name: 'shared', files: /^/, sees: [], modules: NO_NODE },
];

const ZONES: Readonly<Record<string, readonly Zone[]>> = {
  'packages/server': SERVER,
  'packages/console': CONSOLE,
  'packages/protocol': [{ name: 'protocol', files: /^/, sees: [], modules: NO_NODE }],
  'packages/client': [{ name: 'client', files: /^/, sees: [], modules: NO_NODE }],
  'packages/widget': [{ name: 'widget', files: /^/, sees: [], modules: NO_NODE }],
};

/** The packages of this repository that each package may import. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'packages/protocol': [],
  'packages/client': ['@baton/protocol'],
  'packages/encoder': [],
  'packages/server': ['@baton/protocol', '@baton/encoder'],
  'packages/widget': ['@baton/client', '@baton/protocol'],
  'packages/console': ['@baton/client', '@baton/protocol'],
};

/** Says why `file` may not import `specifier`; null when it may. Paths are relative to the root, with `/`. */
export function refusal(file: string, specifier: string): string | null {
  const home = /^(?:packages|examples)\/[^/]+/.exec(file)?.[0];
  if (home === undefined || home === 'packages/conformance' || TESTING.test(file)) return null;
  return specifier.startsWith('.') ? refusePath(home, file, specifier) : refusePackage(home, file, specifier);
}

function refusePath(home: string, file: string, specifier: string): string | null {
  const target = new URL(specifier, `file:///${file}`).pathname.slice(1);
  if (target === `${home}/package.json`) return null;
  if (!target.startsWith(`${home}/`)) return 'leaves its package: import by the package name';
  const from = zoneOf(home, file);
  const to = zoneOf(home, target);
  if (from === null || to === null) return null;
  if (from.zone !== to.zone) {
    return from.zone.sees.includes(to.zone.name) ? null : `${from.zone.name} may not see ${to.zone.name}`;
  }
  return from.part === to.part ? null : `${from.zone.name} are blind to each other`;
}

function refusePackage(home: string, file: string, specifier: string): string | null {
  const name = /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  const allowed = PACKAGES[home];
  const zone = zoneOf(home, file)?.zone;
  const own = zone?.package === name;
  if (allowed !== undefined && name.startsWith('@baton/') && !allowed.includes(name) && !own) {
    return `${home} may not depend on ${name}`;
  }
  if (zone?.modules === undefined || zone.modules.test(specifier)) return null;
  return `${zone.name} may not use ${specifier}`;
}

/** The zone of a path, and which of a zone's closed parts (a console feature) it is in. */
function zoneOf(home: string, path: string): { zone: Zone; part: string | undefined } | null {
  const inside = path.slice(`${home}/src/`.length);
  for (const zone of ZONES[home] ?? []) {
    const match = zone.files.exec(inside);
    if (match !== null) return { zone, part: match.groups?.['part'] };
  }
  return null;
}
