import { parseArgs } from 'node:util';
import { ConfigError, VARIABLES, readConfig } from '../config.ts';
import { withEnvFile } from '../read-environment.ts';
import type { AgentAuthor } from '../sdk/author.ts';
import { Server } from '../sdk/server.ts';
import { welcomeText } from './welcome-text.ts';

export interface RunOptions {
  /** What is served, in one line. */
  readonly title: string;
  readonly author: (server: AgentAuthor) => Promise<void>;
  /** Run after the settings have been checked and before the server starts. */
  readonly prepare?: () => Promise<void>;
}

/**
 * Runs a server until the process is told to end: reads `.env` and the environment, prints where everything is,
 * and ends with one line and exit code 1 when a setting cannot be used.
 */
export async function runServer(options: RunOptions): Promise<void> {
  if (wantsHelp()) {
    process.stdout.write(helpText(options.title));
    return;
  }
  try {
    Object.assign(process.env, withEnvFile(process.env));
    const config = readConfig(process.env);
    await options.prepare?.();
    const server = await Server.start({}, options.author);
    process.stdout.write(welcomeText(server, options.title, config));
    endOnSignal(server, config.traffic.drainSeconds);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

function wantsHelp(): boolean {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } }, strict: false });
  return values['help'] === true;
}

function helpText(title: string): string {
  const width = Math.max(...VARIABLES.map(({ name }) => name.length));
  const lines = VARIABLES.map(({ name, fallback, meaning }) => {
    const standard = fallback === '' ? '' : ` (default ${fallback})`;
    return `  ${name.padEnd(width)}  ${meaning}${standard}`;
  });
  return `${title}\n\nSettings come from the environment or from .env in the working directory:\n\n${lines.join('\n')}\n`;
}

/** For requests under way, running turns and the store, once the time to drain is over. */
export const END_WITHIN_SECONDS = 15;

/** The first signal ends the server in order, the second at once. */
function endOnSignal(server: Server, drainSeconds: number): void {
  let ending = false;
  const end = (): void => {
    if (ending) process.exit(1);
    ending = true;
    const deadline = setTimeout(() => process.exit(1), (drainSeconds + END_WITHIN_SECONDS) * 1000);
    deadline.unref();
    void server[Symbol.asyncDispose]().then(() => process.exit(0));
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}
