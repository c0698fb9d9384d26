import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Evaluation, Journey, Relationship } from '@baton/protocol';
import { beforeEach, expect, test } from 'vitest';
import { accepted } from '../testing/conversation.ts';
import { Gate } from '../testing/gate.ts';
import { TestServer } from '../testing/start-server.ts';
import type { TestServerOptions } from '../testing/start-server.ts';

let database: string;
let server: TestServer;
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-behaviour-'));
  database = join(folder, 'baton.db');
  server = await TestServer.start({ database });
  return async () => {
    await server[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  };
});

async function restart(options: TestServerOptions = {}): Promise<void> {
  await server[Symbol.asyncDispose]();
  server = await TestServer.start({ database, ...options });
}

/** Everything that can be read of behaviour, as text. */
async function everything(...more: string[]): Promise<string[]> {
  const paths = [
    'guidelines',
    'relationships',
    'journeys',
    'terms',
    'context-variables',
    'canned_responses',
    'capabilities',
  ];
  const answers = await Promise.all(
    [...paths.map((path) => `/${path}`), ...more].map((path) => server.wire.get(path)),
  );
  return answers.map(({ text }) => text);
}

test('what was made over REST is the same after a restart', async () => {
  const { wire } = server;
  const journey = accepted<Journey>(
    await wire.post('/journeys', { title: 'j', description: 'd', triggers: ['t'], labels: ['l'] }),
  );
  const path = `/journeys/${journey.id}`;
  const node = accepted<{ id: string }>(
    await wire.post(`${path}/nodes`, { kind: 'chat', action: 'a', say: 's' }),
  );
  await wire.post(`${path}/edges`, { source: journey.root_id, target: node.id, condition: 'c' });
  const guideline = accepted<{ id: string }>(
    await wire.post('/guidelines', {
      condition: 'c',
      enabled: false,
      metadata: { a: [1, { b: null }] },
      tags: [`journey:${journey.id}`],
    }),
  );
  accepted<Relationship>(
    await wire.post('/relationships', {
      kind: 'priority',
      source_guideline: guideline.id,
      target_tag: `journey_node:${node.id}`,
    }),
  );
  await wire.post('/terms', { name: 'n', description: 'd', synonyms: ['ü'] });
  await wire.post('/canned_responses', {
    value: '{{ x }}',
    fields: [{ name: 'x', description: '', examples: [] }],
  });
  await wire.post('/capabilities', { title: 't', description: '', signals: ['s'] });
  const variable = accepted<{ id: string }>(
    await wire.post('/context-variables', { name: 'v', freshness_rules: '* * * * *' }),
  );
  await wire.send('PUT', `/context-variables/${variable.id}/guest`, { data: { deep: ['value'] } });
  const more = [
    `${path}/nodes`,
    `${path}/edges`,
    `${path}/mermaid`,
    `/context-variables/${variable.id}`,
    `/guidelines/${guideline.id}`,
  ];
  const before = await everything(...more);
  await restart();
  expect(await everything(...more)).toEqual(before);
});

test('an evaluation that waited is taken up again, one that ran has failed and says why', async () => {
  const gate = new Gate();
  await restart({ internals: { beforeEvaluation: () => gate.pass() } });
  const body = {
    payloads: [
      {
        kind: 'guideline',
        guideline: { content: { condition: 'c' }, tool_ids: [], operation: 'add', action_proposition: true },
      },
    ],
  };
  const held = accepted<Evaluation>(await server.wire.post('/evaluations', body));
  const waiting = accepted<Evaluation>(await server.wire.post('/evaluations', body));
  await gate.reached;
  const running = server.context.behaviours.get('evaluation', waiting.id)!;
  const record = { ...running, id: 'ran', status: 'running' as const };
  await server.context.behaviours.apply([{ op: 'put', kind: 'evaluation', record }]);
  const stopping = server[Symbol.asyncDispose]();
  gate.open();
  await stopping;
  server = await TestServer.start({ database });
  for (const { id } of [held, waiting]) {
    const ended = accepted<Evaluation>(
      await server.wire.get(`/evaluations/${id}?wait_for_completion=10`),
      200,
    );
    expect(ended.status).toBe('completed');
  }
  expect(accepted(await server.wire.get('/evaluations/ran'), 200)).toMatchObject({
    status: 'failed',
    error: 'The server stopped while it was running: ask again.',
  });
});
