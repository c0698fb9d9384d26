import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { parseSync } from 'vite';
import { refusal } from './boundaries.ts';

const ROOT = join(import.meta.dirname, '..');
const SOURCES = ['packages/*/src/**/*.{ts,tsx}', 'examples/*/**/*.ts'];

interface Import {
  readonly specifier: string;
  readonly start: number;
}

/** Every import of a module: static, dynamic, type-only and re-exports. */
function importsOf(path: string, text: string): Import[] {
  const { module, errors } = parseSync(path, text);
  const [error] = errors;
  if (error !== undefined) throw new SyntaxError(`${path}: ${error.message}`);
  const requests = [
    ...module.staticImports.map((each) => each.moduleRequest),
    ...module.staticExports.flatMap((each) => each.entries[0]?.moduleRequest ?? []),
  ];
  const dynamic = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
    const specifier = literal(text.slice(start, end));
    return specifier === null ? [] : [{ specifier, start }];
  });
  return [...requests.map(({ value, start }) => ({ specifier: value, start })), ...dynamic];
}

/** What a quoted argument says; null for an expression. */
function literal(argument: string): string | null {
  return /^(['"`])([^'"`$]*)\1$/.exec(argument)?.[2] ?? null;
}

const files = globSync(SOURCES, { cwd: ROOT, exclude: ['**/node_modules', '**/dist'] }).map((path) =>
  path.split(sep).join('/'),
);
let refused = 0;
for (const path of files) {
  const text = readFileSync(join(ROOT, path), 'utf8');
  for (const { specifier, start } of importsOf(path, text)) {
    const reason = refusal(path, specifier);
    if (reason === null) continue;
    refused += 1;
    const line = text.slice(0, start).split('\n').length;
    console.error(`${path}:${line}: '${specifier}': ${reason}`);
  }
}
if (refused > 0) {
  console.error(`${refused} imports cross a boundary.`);
  process.exitCode = 1;
} else {
  console.log(`Boundaries hold in ${files.length} files.`);
}
