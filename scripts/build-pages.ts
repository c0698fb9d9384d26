import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const PACKAGES = join(import.meta.dirname, '..', 'packages');
const PAGES = ['console', 'widget'];
/** What a page is made of: its own package and those it bundles. */
const BUNDLED = ['client', 'protocol'];
const SOURCES = ['src/**/*.*', 'public/**/*.*', 'index.html', '*.ts', 'package.json', 'tsconfig.json'];
/** Holds the fingerprint of the sources that a build was made from. */
const STAMP = '.sources';

export interface BuildPagesOptions {
  /** Builds even what is up to date. */
  force?: boolean;
}

/**
 * Builds the console and the widget where their built pages are missing or older than their sources. Prints a
 * line for each page it builds. Throws with the bundler's output when a build fails.
 */
export async function buildPages(options: BuildPagesOptions = {}): Promise<void> {
  for (const page of PAGES) {
    const fingerprint = await fingerprintOf([page, ...BUNDLED]);
    if (options.force !== true && (await builtFrom(page)) === fingerprint) continue;
    const began = performance.now();
    const sizes = await build(page, fingerprint);
    console.log(`Built the ${page} page in ${((performance.now() - began) / 1000).toFixed(1)} s.${sizes}`);
  }
}

async function fingerprintOf(packages: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const name of packages) {
    const cwd = join(PACKAGES, name);
    const paths = globSync(SOURCES, { cwd }).filter((path) => !/\.test\.tsx?$/.test(path));
    for (const path of paths.toSorted()) {
      hash.update(`${name}/${path}\0`).update(await readFile(join(cwd, path)));
    }
  }
  return hash.digest('hex');
}

async function builtFrom(page: string): Promise<string | null> {
  return readFile(join(PACKAGES, page, 'dist', STAMP), 'utf8').catch(() => null);
}

/** Answers sizes, a line each. Builds beside the old pages and swaps at the end: a server that is serving them, or a second build, is not disturbed. */
async function build(page: string, fingerprint: string): Promise<string> {
  const folder = join(PACKAGES, page);
  const fresh = join(folder, `dist-${process.pid}`);
  try {
    const sizes = await bundle(folder, fresh);
    await writeFile(join(fresh, STAMP), fingerprint);
    await rm(join(folder, 'dist'), { recursive: true, force: true });
    await rename(fresh, join(folder, 'dist'));
    return sizes;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** Answers sizes, a line each. In a process of its own, because the bundler changes the environment of the one it runs in. */
async function bundle(folder: string, outDir: string): Promise<string> {
  const vite = join(import.meta.dirname, '..', 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'];
  // Tests set NODE_ENV, and would leave behind pages that are larger and slower than those that are shipped.
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once('error', reject).once('close', resolve);
  const code = await promise;
  if (code !== 0) throw new Error(`Building ${folder} failed (${code}):\n${output}`);
  // What the page's own build says of what goes over the wire.
  return output
    .split('\n')
    .filter((line) => line.endsWith(' gzipped'))
    .map((line) => `\n  ${line}`)
    .join('');
}

if (import.meta.main) await buildPages({ force: true });
