import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { TriggerSettingsSchema } from '@baton/protocol';
import { parse } from 'yaml';
import { replayPolicy } from '../app/replay-policy.ts';
import { readConfig } from '../config.ts';
import { compilePolicy } from '../core/triggers/compile-policy.ts';
import type { CompiledPolicy } from '../core/triggers/compile-policy.ts';
import { settingsFromWire } from '../core/triggers/policy-wire.ts';
import { openRecordings } from '../open-recordings.ts';
import type { RecordingSource } from '../open-recordings.ts';
import { RecordingError } from '../ports/recordings.ts';
import { replayReport } from './replay-report.ts';
import { UsageError } from './usage-error.ts';

export const REPLAY_USAGE = `baton replay --policy <file> --database sqlite:<path> [options]
baton replay --policy <file> --file <conversations.jsonl> [options]

Tries a trigger policy on conversations of the past: how often each trigger fires, how right it is, how early, and
which conversations would have gone otherwise.

  --policy <file>               YAML or JSON, as PUT /agents/{id}/triggers takes it and GET answers it
  --database sqlite:<path>      a server's database; it is only read, and the server may run meanwhile
  --file <path>                 conversations of any system, one JSON object a line
  --agent <id>                  those of this agent alone
  --changes <n>                 conversations that would change, told one by one (default 20)
  --json                        everything, as JSON
`;

/** Carries out `baton replay`. Answers the exit code: 0 when it was played, 2 when it could not be. */
export async function replayCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      policy: { type: 'string' },
      database: { type: 'string' },
      file: { type: 'string' },
      agent: { type: 'string' },
      changes: { type: 'string', default: '20' },
      json: { type: 'boolean', default: false },
    },
  });
  const { database, file, changes } = values;
  if (values.policy === undefined) throw new UsageError('Name a policy with --policy.');
  const mostChanges = Number(changes);
  if (!Number.isInteger(mostChanges) || mostChanges < 0 || mostChanges > 100_000)
    throw new UsageError('--changes must be a whole number from 0 to 100000.');
  const policy = readPolicy(values.policy);
  try {
    const config = readConfig({ BATON_ENCODER: process.env['BATON_ENCODER'] });
    await using opened = await openRecordings(sourceOf(database, file), config.encoder);
    const report = await replayPolicy(opened.recordings, policy, {
      agentId: values.agent ?? null,
      mostChanges,
      aids: (texts) => opened.aids(texts),
    });
    process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : replayReport(report));
    return 0;
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

function sourceOf(database: string | undefined, file: string | undefined): RecordingSource {
  if ((database === undefined) === (file === undefined))
    throw new UsageError('Give either --database or --file.');
  if (database === undefined) return { file: file ?? '' };
  const settings = readConfig({ BATON_DATABASE: database }).database;
  if (settings.kind === 'sqlite') return { database: settings.path };
  throw new UsageError('--database must be sqlite:<path>.');
}

/** What the server would take, and what it answers: of that the settings are read. */
function readPolicy(path: string): CompiledPolicy {
  let given: unknown;
  try {
    given = parse(readFileSync(path, 'utf8'), { maxAliasCount: 0 });
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${firstLine(error)}`);
  }
  const parsed = TriggerSettingsSchema.safeParse(isAnswer(given) ? settingsIn(given) : (given ?? {}));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UsageError(`${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is no policy'}`);
  }
  try {
    return compilePolicy(settingsFromWire(parsed.data));
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`${path}: ${error.message}`);
    throw error;
  }
}

function isAnswer(given: unknown): given is Record<string, unknown> {
  return typeof given === 'object' && given !== null && 'agent_id' in given;
}

function settingsIn(answer: Record<string, unknown>): Record<string, unknown> {
  const { agent_id: _agent, stored: _stored, ...settings } = answer;
  return settings;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
