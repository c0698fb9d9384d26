import { defaultClientConditions, defaultServerConditions } from 'vite';
import { configDefaults, defineConfig } from 'vitest/config';
import type { TestProjectInlineConfiguration } from 'vitest/config';

/* For bundlers alone: Node itself takes another file, and cannot read some of theirs. */
const asNode = defaultServerConditions.filter((condition) => condition !== 'module');

/* Workspace packages resolve to their sources: no build comes before a test. */
const resolution = {
  resolve: { conditions: ['baton-source', ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['baton-source', ...asNode] } },
};

const timeouts = {
  testTimeout: 30_000,
  hookTimeout: 30_000,
  teardownTimeout: 30_000,
  // What a test waits for comes when the machine has time for it.
  expect: { poll: { timeout: 10_000 } },
};

/** Tests on Node alone. A file that leaves a server, a thread or a process running fails. */
function onNode(name: string, include: string[], globalSetup: string[] = []): TestProjectInlineConfiguration {
  return {
    ...resolution,
    test: {
      ...timeouts,
      name,
      include,
      globalSetup,
      environment: 'node',
      setupFiles: ['./scripts/testing/fail-on-leftovers.ts'],
      // Threads that a test starts load TypeScript through Node itself.
      execArgv: ['--conditions=baton-source'],
    },
  };
}

/** Tests of pages, on a simulated document. */
function onPage(name: string, folder: string): TestProjectInlineConfiguration {
  return {
    ...resolution,
    root: folder,
    test: { ...timeouts, name, include: ['src/**/*.test.{ts,tsx}'], environment: 'happy-dom' },
  };
}

const libraries = '{protocol,client,server,encoder}';

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    exclude: [...configDefaults.exclude, '**/dist-*/**'],
    reporters: process.env['CI'] ? ['default', ['json', { outputFile: 'coverage/tests.json' }]] : ['default'],
    projects: [
      onNode('libraries', [`packages/${libraries}/src/**/*.test.ts`]),
      onNode('tools', ['{scripts,sim}/**/*.test.ts']),
      onNode('examples', ['examples/**/*.test.ts']),
      onNode(
        'conformance',
        ['packages/conformance/src/**/*.test.ts'],
        ['./scripts/testing/prepare-pages.ts'],
      ),
      onPage('console', './packages/console'),
      onPage('widget', './packages/widget'),
    ],
  },
});
