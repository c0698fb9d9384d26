import { createRequire } from 'node:module';

/** As the package's manifest says. */
export function packageVersion(): string {
  const manifest = createRequire(import.meta.url)('../package.json') as { version: string };
  return manifest.version;
}
