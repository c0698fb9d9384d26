import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Agent, Session } from '@baton/protocol';
import { beforeEach, expect, test } from 'vitest';
import { accepted, handoffStep, say, textsFrom, turnsEnded } from '../testing/conversation.ts';
import { ServerProcess } from '../testing/server-process.ts';
import type { Wire } from '../testing/wire.ts';

const EXAMPLE = join(import.meta.dirname, '../../../../examples/insurance/main.ts');
const REACH_OUT = join(import.meta.dirname, '../testing/reach-out.ts');
const CUT = pathToFileURL(join(import.meta.dirname, '../testing/cut-network.ts')).href;

let folder: string;
let cut: { NODE_OPTIONS: string; NETWORK_RECORD: string };
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-no-network-'));
  // Of Node's arguments a thread does not take over its parent's; of its environment it does.
  cut = { NODE_OPTIONS: `--import=${CUT}`, NETWORK_RECORD: join(folder, 'network') };
  return () => rm(folder, { recursive: true });
});

/** What was tried beyond this machine, one line an attempt. */
function attempts(): string[] {
  if (!existsSync(cut.NETWORK_RECORD)) return [];
  return readFileSync(cut.NETWORK_RECORD, 'utf8').trim().split('\n');
}

test('a program whose network is cut reaches nothing, in none of its threads, and each attempt is recorded', () => {
  execFileSync(process.execPath, [REACH_OUT], { env: cut, stdio: 'ignore' });
  const once = ['connect 192.0.2.7', 'connect 192.0.2.8', 'lookup example.invalid'];
  expect(attempts().toSorted()).toEqual([...once, ...once].toSorted());
});

/** Says each text once the turn before has ended; the AI's answers to the last one. */
async function converse(wire: Wire, sessionId: string, ...texts: string[]): Promise<string> {
  let before = 0;
  let answers: string[] = [];
  for (const [index, text] of texts.entries()) {
    await say(wire, sessionId, text);
    const said = textsFrom(await turnsEnded(wire, sessionId, index + 1), 'ai_agent');
    answers = said.slice(before);
    before = said.length;
  }
  return answers.join('\n');
}

test('a whole server works with the network cut: lookups, a journey, a person, and meanings by the model', async () => {
  await using server = await ServerProcess.run(
    [EXAMPLE],
    { ...cut, PORT: '0', BATON_DATABASE: `sqlite:${join(folder, 'baton.db')}`, BATON_LOG_LEVEL: 'warn' },
    folder,
  );
  const { wire } = server;
  const [agent] = accepted<Agent[]>(await wire.get('/agents'), 200);
  const open = async (): Promise<string> =>
    accepted<Session>(await wire.post('/sessions', { agent_id: agent?.id, customer_id: 'guest' })).id;

  expect(await converse(wire, await open(), 'What is the status of my claim?', 'CL-2041')).toContain(
    'CL-2041',
  );

  // No word of it is in an example: it takes the model.
  const loss = ['Someone nicked my bicycle', 'Somebody cut the lock in the yard yesterday', 'P-1001'];
  expect(await converse(wire, await open(), ...loss)).toContain('Your claim has the number');

  const wanting = await open();
  await say(wire, wanting, 'Can I talk to a real person, please?');
  await handoffStep(wire, wanting, 'handoff.requested');
  expect(accepted<Session>(await wire.get(`/sessions/${wanting}`), 200).mode).toBe('manual');

  expect(server.output).not.toContain('table takes over');
  expect(attempts()).toEqual([]);
});
