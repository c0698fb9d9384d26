import type { Handoff, Session, SessionEvent } from '@baton/protocol';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ReplayReport } from '../core/triggers/replay/replay-tally.ts';
import { Server } from '../sdk/server.ts';
import { TempFolder } from '../testing/temp-folder.ts';
import { replayCommand } from './replay-command.ts';
import { UsageError } from './usage-error.ts';

const folder = new TempFolder();
afterAll(() => folder[Symbol.dispose]());

async function baton(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const main = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, ['--conditions=baton-source', main, 'replay', ...args], {
    cwd: folder.path,
    env: { PATH: process.env['PATH'], BATON_ENCODER: 'off' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: code as number, out, err };
}

function file(name: string, content: string): string {
  const path = folder.join(name);
  writeFileSync(path, content);
  return path;
}

async function played(...args: string[]): Promise<ReplayReport> {
  const { code, out, err } = await baton(...args, '--json');
  if (code !== 0) throw new Error(err);
  return JSON.parse(out) as ReplayReport;
}
const of = (report: ReplayReport, name: string): ReplayReport['triggers'][number] | undefined =>
  report.triggers.find(({ trigger }) => trigger === name);

/** Why the command could not be carried out: in this process, because there are many ways. */
async function refusalOf(args: readonly string[]): Promise<string> {
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    return (await replayCommand(args)) === 2 ? told.mock.calls.join('') : 'it was carried out';
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  } finally {
    told.mockRestore();
  }
}

const DEFAULT = file('default.yaml', '');

describe('H4.6 a policy on conversations of a server', () => {
  let server: Server;
  const database = `sqlite:${folder.join('a.db')}`;
  const ids: Record<string, string> = {};

  async function call<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(server.url + path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async function converse(name: string, said: readonly string[], metadata: object = {}): Promise<string> {
    const { id } = await call<Session>('POST', '/sessions', { agent_id: 'shop', metadata });
    ids[name] = id;
    for (const [turn, message] of said.entries()) {
      await call('POST', `/sessions/${id}/events`, { kind: 'message', source: 'customer', message });
      for (let done = 0; done <= turn;) {
        const events = await call<SessionEvent[]>(
          'GET',
          `/sessions/${id}/events?wait_for_data=0&kinds=status`,
        );
        done = events.filter(({ data }) => JSON.stringify(data).includes('completed')).length;
        const { mode } = await call<Session>('GET', `/sessions/${id}`);
        if (mode === 'manual') break;
      }
    }
    return id;
  }
  async function accept(sessionId: string): Promise<void> {
    const { handoff } = await call<{ handoff: Handoff }>('GET', `/sessions/${sessionId}/handoff`);
    await call('POST', `/handoffs/${handoff.id}/accept`, { operator: { id: 'mia', name: 'Mia' } });
  }

  beforeAll(async () => {
    server = await Server.start(
      { port: 0, database, env: { BATON_ENCODER: 'off', BATON_LOG_LEVEL: 'silent' } },
      async (author) => {
        const agent = await author.createAgent({ id: 'shop', name: 'Shop' });
        await agent.createGuideline({
          condition: 'Asks for hours',
          say: 'From 9 to 5.',
          examples: ['When are you open?'],
        });
      },
    );
    await accept(await converse('asked', ['When are you open?', 'I want to talk to a human']));
    await converse('nobody came', ['get me a human please']);
    const wrote = await converse('written to', ['get me a human please']);
    const { handoff } = await call<{ handoff: Handoff }>('GET', `/sessions/${wrote}/handoff`);
    await call('POST', `/handoffs/${handoff.id}/email`, { address: 'kim@example.com' });
    await converse('calm', ['When are you open?']);
    const { id } = await call<Session>('POST', '/sessions', { agent_id: 'shop' });
    ids['pressed'] = id;
    for (const message of ['it burns here at my fire shop', 'please do something'])
      await call('POST', `/sessions/${id}/events`, { kind: 'message', source: 'customer', message });
    await call('POST', `/sessions/${id}/handoff`, {});
    await accept(id);
    await converse('labelled', ['my fire alarm is broken'], { handoff_needed: true });
    await converse('unsure', ['florp', 'blarg'], { handoff_needed: false });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test('while the server runs: precision and recall against what happened, and labels', async () => {
    const report = await played('--policy', DEFAULT, '--database', database);
    expect(report).toMatchObject({ conversations: 7, needed: 4, labelled: 2 });
    expect(of(report, 'explicit_request')).toMatchObject({
      fired: 3,
      hits: 2,
      precision: 2 / 3,
      recall: 1 / 2,
    });
    expect(of(report, 'explicit_request')?.turns_before).toEqual({ median: 0, mean: 0 });
    expect(of(report, 'low_confidence')).toMatchObject({ fired: 1, hits: 0, precision: 0 });
    expect(report.changes).toEqual([]);
  });

  test('another policy: what it would change, where and why, and how early it is', async () => {
    const policy = file(
      'other.yaml',
      'modes: { explicit_request: shadow }\ntopics: [{ name: fire, patterns: [fire] }]\n',
    );
    const report = await played('--policy', policy, '--database', database, '--agent', 'shop');
    expect(of(report, 'policy_topic')).toMatchObject({ mode: 'act', fired: 2, hits: 2, precision: 1 });
    expect(of(report, 'policy_topic')?.turns_before).toEqual({ median: 1, mean: 1 });
    expect(of(report, 'explicit_request')).toMatchObject({ mode: 'shadow', fired: 3 });
    const changes = Object.fromEntries(report.changes.map(({ id, change }) => [id, change]));
    expect(changes).toEqual({
      [ids['asked'] ?? '']: 'dropped',
      [ids['nobody came'] ?? '']: 'dropped',
      [ids['written to'] ?? '']: 'dropped',
      [ids['pressed'] ?? '']: 'earlier',
      [ids['labelled'] ?? '']: 'added',
    });
    const added = report.changes.find(({ change }) => change === 'added');
    expect(added).toMatchObject({
      trigger: 'topic:fire',
      score: 0.95,
      threshold: 0.6,
      quote: 'my fire alarm is broken',
    });
  });

  test('as text', async () => {
    const { code, out } = await baton('--policy', DEFAULT, '--database', database);
    expect(code).toBe(0);
    expect(out).toMatch(/^Conversations: 7\. A person was needed in 4 of them \(2 by label\)\.\n/);
    expect(out).toMatch(/explicit_request +act +3 +2 +66\.7 % +50\.0 %/);
    expect(out).toMatch(/would have gone otherwise: 0\n/);
  });

  test('what the server answers is a policy, and of other agents there is nothing', async () => {
    const answer = await call<object>('GET', '/agents/shop/triggers');
    const policy = file('answer.json', JSON.stringify(answer));
    expect(await played('--policy', policy, '--database', database)).toMatchObject({
      conversations: 7,
      changed: 0,
    });
    expect(await played('--policy', policy, '--database', database, '--agent', 'x')).toMatchObject({
      conversations: 0,
    });
  });
});

describe('H4.6 a policy on a file of conversations', () => {
  const lines = (conversations: readonly object[]): string =>
    conversations.map((each) => JSON.stringify(each)).join('\n');
  const talk = (
    id: string,
    texts: readonly (readonly [from: string, text: string, at?: number])[],
    more: object = {},
  ): object => ({
    id,
    messages: texts.map(([from, said, at]) => ({ from, text: said, ...(at !== undefined && { at }) })),
    ...more,
  });

  test('with times, persons and labels', async () => {
    const path = file(
      'talks.jsonl',
      lines([
        talk('taken', [
          ['customer', 'I will sue you', 0],
          ['ai', 'What is it about?', 2],
          ['customer', 'about that', 20],
          ['person', 'Hello, I am Mia.', 60],
          ['customer', 'get me a manager', 70],
        ]),
        talk('false alarm', [['customer', 'I will sue you']], { handoff_needed: false }),
        talk(
          'missed',
          [
            ['customer', 'the roof leaks'],
            ['ai', 'Oh.'],
            ['customer', 'still'],
          ],
          { handoff_needed: true },
        ),
      ]),
    );
    const report = await played('--policy', DEFAULT, '--file', path);
    expect(report).toMatchObject({
      conversations: 3,
      needed: 2,
      labelled: 2,
      changed: 2,
      unrecorded_answers: 5,
    });
    expect(of(report, 'policy_topic')).toEqual({
      trigger: 'policy_topic',
      mode: 'act',
      fired: 2,
      hits: 1,
      precision: 0.5,
      recall: 0.5,
      turns_before: { median: 1, mean: 1 },
      seconds_before: { median: 60, mean: 60 },
    });
    // What he wrote to the person is not the AI's.
    expect(of(report, 'explicit_request')).toMatchObject({ fired: 0, precision: null });
  });

  test('whose ids and words would move a terminal are told in plain letters', async () => {
    const hostile = '\u001b[2J\u202eme\nnot a line of ours';
    const path = file('hostile.jsonl', lines([talk(hostile, [['customer', `get me a human ${hostile}`]])]));
    const { out } = await baton('--policy', DEFAULT, '--file', path);
    expect(out).toContain('[2J me not a line of ours');
    // oxlint-disable-next-line no-control-regex
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|^not a line/m);
  });

  test('ten thousand of them, in bounded memory, with the changes told up to a number', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      talk(`c${index}`, [['customer', 'get me a human']]),
    );
    const report = await played(
      '--policy',
      DEFAULT,
      '--file',
      file('many.jsonl', lines(many)),
      '--changes',
      '7',
    );
    expect([report.conversations, report.changed, report.changes.length]).toEqual([10_000, 10_000, 7]);
  });

  test.each<[string, () => string[], RegExp]>([
    ['no policy', () => ['--file', 'x'], /Name a policy/],
    ['neither source', () => ['--policy', DEFAULT], /either --database or --file/],
    ['both sources', () => ['--policy', DEFAULT, '--file', 'x', '--database', 'sqlite:y'], /either/],
    [
      'a policy that is none',
      () => ['--policy', file('bad.yaml', 'thresholds: { anger: 1 }'), '--file', 'x'],
      /anger/,
    ],
    [
      'a slow expression',
      () => ['--policy', file('slow.yaml', 'topics: [{ name: s, patterns: ["/(a+)+/"] }]'), '--file', 'x'],
      /slow/,
    ],
    ['no such file', () => ['--policy', DEFAULT, '--file', 'none.jsonl'], /none\.jsonl cannot be read/],
    [
      'no such database',
      () => ['--policy', DEFAULT, '--database', 'sqlite:none.db'],
      /cannot be read as a database/,
    ],
    [
      'no database',
      () => ['--policy', DEFAULT, '--database', `sqlite:${file('no.db', 'x'.repeat(9000))}`],
      /cannot be read/,
    ],
    [
      'not JSON',
      () => ['--policy', DEFAULT, '--file', file('bad.jsonl', '{"id":"a","messages":[]}\n{')],
      /line 2: this is not JSON/,
    ],
    [
      'a line without messages',
      () => ['--policy', DEFAULT, '--file', file('odd.jsonl', '{"id":"a"}')],
      /line 1: messages/,
    ],
  ])('%s: says what is wrong', async (_, args, expected) => {
    expect(await refusalOf(args())).toMatch(expected);
  });
});
