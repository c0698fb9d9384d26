#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { ConfigError } from '../config.ts';
import { ARTICLES_USAGE, articlesCommand } from './articles-command.ts';
import { EVAL_USAGE, evalCommand } from './eval-command.ts';
import { MIGRATE_STORE_USAGE, migrateStoreCommand } from './migrate-store-command.ts';
import { REPLAY_USAGE, replayCommand } from './replay-command.ts';
import { UsageError } from './usage-error.ts';

interface Command {
  readonly usage: string;
  run(args: readonly string[]): Promise<number>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  articles: { usage: ARTICLES_USAGE, run: articlesCommand },
  eval: { usage: EVAL_USAGE, run: evalCommand },
  'migrate-store': { usage: MIGRATE_STORE_USAGE, run: migrateStoreCommand },
  replay: { usage: REPLAY_USAGE, run: replayCommand },
};
const USAGE = Object.values(COMMANDS)
  .map(({ usage }) => usage)
  .join('\n');

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (command === undefined) {
  const asked = name === '' || name === 'help' || name === '--help' || name === '-h';
  (asked ? process.stdout : process.stderr).write(asked ? USAGE : `There is no command ${name}.\n\n${USAGE}`);
  process.exitCode = asked ? 0 : 2;
} else {
  try {
    if (existsSync('.env')) loadEnvFile('.env');
    process.exitCode = await command.run(args);
  } catch (error) {
    const expected = error instanceof UsageError || error instanceof ConfigError || isArgumentError(error);
    if (!expected) throw error;
    process.stderr.write(`${error.message}\n\n${command.usage}`);
    process.exitCode = 2;
  }
}

function isArgumentError(error: unknown): error is Error {
  return error instanceof Error && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
}
