import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { EvalClient, EvalServerError } from '../eval/eval-client.ts';
import { evalReport } from '../eval/eval-report.ts';
import { EvalSuiteError, readEvalSuite } from '../eval/eval-suite.ts';
import type { EvalSuite } from '../eval/eval-suite.ts';
import { hasPassed, runSuite } from '../eval/run-suite.ts';
import type { AgentAuthor } from '../sdk/author.ts';
import { UsageError } from './usage-error.ts';

export const EVAL_USAGE = `baton eval <suite.yaml> --author <module>#<function> [options]
baton eval <suite.yaml> --url <server> [options]

Plays a suite of conversations against an agent and prints what was not as expected.

  --author <module>#<function>  the function that writes the agent; a server of its own is started for it, with the
                                models of the environment and a database that is thrown away
  --url <server>                a server that runs already; its key is read from BATON_API_KEY
  --concurrency <n>             conversations side by side (default 4)
  --timeout <seconds>           that a turn may take (default 60)
  --json                        everything that was observed, as JSON
`;

/** Carries out `baton eval`. Answers the exit code: 0 when all was as expected, 1 when not, 2 when it could not be played. */
export async function evalCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      author: { type: 'string' },
      url: { type: 'string' },
      concurrency: { type: 'string', default: '4' },
      timeout: { type: 'string', default: '60' },
      json: { type: 'boolean', default: false },
    },
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) throw new UsageError('Name one suite.');
  if ((values.author === undefined) === (values.url === undefined))
    throw new UsageError('Give either --author or --url.');
  const concurrency = readCount('concurrency', values.concurrency, 64);
  const timeout = readCount('timeout', values.timeout, 3600);
  try {
    const suite = readSuite(path);
    await using target = values.author === undefined ? running(values.url ?? '') : await serve(values.author);
    const client = await EvalClient.open({
      url: target.url.replace(/\/+$/, ''),
      headers: target.headers,
      timeout,
    });
    const evaluation = await runSuite(client, suite, concurrency);
    process.stdout.write(values.json ? `${JSON.stringify(evaluation, null, 2)}\n` : evalReport(evaluation));
    return evaluation.conversations.every(hasPassed) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof EvalServerError || error instanceof EvalSuiteError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

interface Target extends AsyncDisposable {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A server that somebody else starts and ends. */
function running(url: string): Target {
  return { url, headers: keyHeaders(), [Symbol.asyncDispose]: () => Promise.resolve() };
}

/** A server for this evaluation alone. */
async function serve(author: string): Promise<Target> {
  const write = await loadAuthor(author);
  const { Server } = await import('../sdk/server.ts');
  const folder = mkdtempSync(join(tmpdir(), 'baton-eval-'));
  const env = { BATON_LOG_LEVEL: 'error', ...process.env, BATON_API_KEYS: '' };
  const server = await Server.start(
    { host: '127.0.0.1', port: 0, database: `sqlite:${join(folder, 'eval.db')}`, env },
    write,
  );
  await server.ready();
  return {
    url: server.url,
    headers: {},
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function loadAuthor(author: string): Promise<(server: AgentAuthor) => Promise<void>> {
  const [path = '', name = 'default'] = author.split('#');
  const module = (await import(pathToFileURL(resolve(path)).href)) as Record<string, unknown>;
  const write = module[name];
  if (typeof write !== 'function') throw new UsageError(`${path} exports no function ${name}.`);
  return write as (server: AgentAuthor) => Promise<void>;
}

function readSuite(path: string): EvalSuite {
  try {
    return readEvalSuite(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof EvalSuiteError) throw error;
    throw new EvalSuiteError(`${path} cannot be read.`, { cause: error });
  }
}

function keyHeaders(): Readonly<Record<string, string>> {
  const key = process.env['BATON_API_KEY'];
  return key === undefined || key === '' ? {} : { authorization: `Bearer ${key}` };
}

function readCount(name: string, text: string, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new UsageError(`--${name} must be a whole number from 1 to ${most}.`);
}
