import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { ConfigError } from './core/config-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * An environment with what a `.env` file adds to it; what is set already wins, also when it is set to nothing.
 * Throws a ConfigError when there is such a file and it cannot be read.
 */
export function withEnvFile(env: Environment, path: string = '.env'): Environment {
  try {
    return { ...parseEnv(readFileSync(path, 'utf8')), ...env };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return env;
    throw new ConfigError(`${path} cannot be read (${code ?? 'unknown'})`, { cause: error });
  }
}
