#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { ConfigError } from '../config.ts';
import { EVAL_USAGE, UsageError, evalCommand } from './eval-command.ts';

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  eval: evalCommand,
};

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (command === undefined) {
  const asked = name === '' || name === 'help' || name === '--help' || name === '-h';
  (asked ? process.stdout : process.stderr).write(
    asked ? EVAL_USAGE : `There is no command ${name}.\n\n${EVAL_USAGE}`,
  );
  process.exitCode = asked ? 0 : 2;
} else {
  try {
    if (existsSync('.env')) loadEnvFile('.env');
    process.exitCode = await command(args);
  } catch (error) {
    const expected = error instanceof UsageError || error instanceof ConfigError || isArgumentError(error);
    if (!expected) throw error;
    process.stderr.write(`${error.message}\n\n${EVAL_USAGE}`);
    process.exitCode = 2;
  }
}

function isArgumentError(error: unknown): error is Error {
  return error instanceof Error && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
}
