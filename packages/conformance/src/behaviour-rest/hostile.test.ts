import type { Guideline, Journey } from '@baton/protocol';
import { beforeAll, describe, expect, test } from 'vitest';
import { accepted } from '../testing/conversation.ts';
import { SENT_ALONG, expectClean } from '../testing/expect-refused.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();
let journey: Journey;
let paths: [method: string, path: string][];
beforeAll(async () => {
  const { wire } = server.current;
  journey = accepted<Journey>(await wire.post('/journeys', { title: 'j', description: '', triggers: ['t'] }));
  const [trigger = ''] = journey.triggers;
  const own = `/journeys/${journey.id}`;
  const term = accepted<{ id: string }>(await wire.post('/terms', { name: 'n', description: '' }));
  const variable = accepted<{ id: string }>(await wire.post('/context-variables', { name: 'n' }));
  const canned = accepted<{ id: string }>(await wire.post('/canned_responses', { value: 'v', fields: [] }));
  const capability = accepted<{ id: string }>(
    await wire.post('/capabilities', { title: 't', description: '', signals: [] }),
  );
  paths = [
    ...[
      'guidelines',
      'relationships',
      'journeys',
      'terms',
      'context-variables',
      'canned_responses',
      'capabilities',
      'evaluations',
    ].map((path): [string, string] => ['POST', `/${path}`]),
    ['POST', `${own}/nodes`],
    ['POST', `${own}/edges`],
    ['PATCH', own],
    ['PATCH', `${own}/nodes/${journey.root_id}`],
    ['PATCH', `/guidelines/${trigger}`],
    ['PATCH', `/terms/${term.id}`],
    ['PATCH', `/context-variables/${variable.id}`],
    ['PATCH', `/canned_responses/${canned.id}`],
    ['PATCH', `/capabilities/${capability.id}`],
    ['PUT', `/context-variables/${variable.id}/guest`],
  ];
});

const everyField = (value: unknown): object =>
  Object.fromEntries(
    'condition action description title criticality metadata enabled tags composition_mode track labels priority id say examples source_guideline source_tag source_tool target_guideline target_tag target_tool kind triggers conditions tools source target name synonyms tool_id freshness_rules data value fields signals field_dependencies payloads tool_associations'
      .split(' ')
      .map((field) => [field, value]),
  );

const BODIES: [name: string, body: unknown][] = [
  ['no JSON', '{"a":'],
  ['an array', []],
  ['null', 'null'],
  ['a text', '"text"'],
  ['NUL characters', everyField('a\u0000b')],
  [
    'half a surrogate',
    '{"condition":"\\ud800","title":"\\ud800","name":"\\ud800","value":"\\ud800","data":"\\ud800"}',
  ],
  ['numbers', everyField(1e308)],
  [
    'deep nesting',
    `{"metadata":${'['.repeat(5000)}${']'.repeat(5000)},"data":${'['.repeat(5000)}${']'.repeat(5000)}}`,
  ],
  ['a million tags', { tags: Array.from({ length: 100_000 }, () => 'x'), triggers: 'x', data: undefined }],
  ['objects everywhere', everyField({ toString: 'x', constructor: { prototype: 1 } })],
];

describe.each(BODIES)('a body of %s', (_name, body) => {
  test('is refused or taken, never a fault of ours', async () => {
    const { wire } = server.current;
    for (const [method, path] of paths) {
      const answer = await wire.send(method, path, body, { 'x-sent': SENT_ALONG });
      expect([`${method} ${path}`, answer.status]).toEqual([
        `${method} ${path}`,
        expect.toSatisfy((status: number) => status < 300 || [400, 404, 413, 415, 422].includes(status)),
      ]);
      if (answer.status >= 400) expectClean(answer.text);
    }
  });
});

test('ids with strange characters are found, listed and deleted', async () => {
  const { wire } = server.current;
  for (const id of ['../../etc', 'a b?c#d', "'; DROP TABLE behaviour; --", '😀', '%2e%2e', 'x'.repeat(100)]) {
    const made = accepted<Guideline>(await wire.post('/guidelines', { id, condition: 'c' }));
    expect(made.id).toBe(id);
    const path = `/guidelines/${encodeURIComponent(id)}`;
    expect((await wire.get(path)).status).toBe(200);
    const tags = [`guideline:${id}`];
    const term = accepted<{ id: string }>(await wire.post('/terms', { name: 'n', description: '', tags }));
    expect((await wire.delete(path)).status).toBe(204);
    expect((await wire.get(path)).status).toBe(404);
    expect((await wire.get(`/terms/${term.id}`)).status).toBe(404);
  }
  for (const id of ['', '.', '..', 'x'.repeat(101)])
    expect((await wire.post('/guidelines', { id, condition: 'c' })).status).toBe(422);
});

test('texts of authors cannot add lines to a diagram', async () => {
  const { wire } = server.current;
  const action = 'a"\n    N0 --> [*]\n%%{init: {}}%%<script>alert(1)</script>';
  const made = accepted<Journey>(
    await wire.post('/journeys', { title: action, description: action, triggers: [] }),
  );
  const node = accepted<{ id: string }>(
    await wire.post(`/journeys/${made.id}/nodes`, { kind: 'chat', action }),
  );
  await wire.post(`/journeys/${made.id}/edges`, { source: made.root_id, target: node.id, condition: action });
  const drawn = await wire.get(`/journeys/${made.id}/mermaid`);
  expect(drawn.text.split('\n').filter((line) => line.trim() !== '')).toHaveLength(5);
  expect(drawn.text).not.toContain('<script>');
  expect(drawn.headers.get('x-content-type-options')).toBe('nosniff');
});

test('more records of a kind than a server holds are 422', async () => {
  const { wire, context } = server.current;
  const full = 10_000 - context.behaviours.countStored('term');
  const term = { createdAt: 1, name: 'n', description: '', synonyms: [], tags: [] };
  await context.behaviours.apply(
    Array.from({ length: full }, (_unused, index) => ({
      op: 'put' as const,
      kind: 'term' as const,
      record: { ...term, id: `full-${index}` },
    })),
  );
  const refused = await wire.post('/terms', { name: 'n', description: '' });
  expect([refused.status, refused.detail]).toEqual([
    422,
    'There are 10000 of these already; delete some first.',
  ]);
  await wire.delete('/terms/full-0');
  expect((await wire.post('/terms', { name: 'n', description: '' })).status).toBe(201);
});

test('a journey has at most so many states', async () => {
  const { wire, context } = server.current;
  const made = accepted<Journey>(
    await wire.post('/journeys', { title: 'big', description: '', triggers: [] }),
  );
  const record = context.behaviours.get('journey', made.id)!;
  const nodes = Array.from({ length: 500 }, (_unused, index) => ({ ...record.nodes[0]!, id: `n${index}` }));
  await context.behaviours.apply([{ op: 'put', kind: 'journey', record: { ...record, nodes } }]);
  const refused = await wire.post(`/journeys/${made.id}/nodes`, { kind: 'chat', action: 'a' });
  expect([refused.status, refused.detail]).toEqual([422, 'A journey may have at most 500 states.']);
});

test('a record cannot grow for ever, neither at once nor bit by bit', async () => {
  const { wire } = server.current;
  const too = { big: 'x'.repeat(65_536) };
  const own = `/journeys/${journey.id}`;
  const edges = { source: journey.root_id, target: 'end' };
  for (const [path, body] of [
    ['/guidelines', { condition: 'c', metadata: too }],
    ['/canned_responses', { value: 'v', fields: [], metadata: too }],
    [`${own}/nodes`, { kind: 'chat', action: 'a', metadata: too }],
    [`${own}/edges`, { ...edges, metadata: too }],
  ] as const) {
    const refused = await wire.post(path, body);
    expect([refused.status, refused.detail]).toEqual([
      422,
      expect.stringMatching(/at most 65536 characters/),
    ]);
  }
  const made = accepted<Guideline>(await wire.post('/guidelines', { condition: 'grows' }));
  const statuses = [];
  for (let round = 0; round < 8; round++) {
    const upsert = Array.from({ length: 100 }, (_unused, index) => `${round}-${index}-${'l'.repeat(150)}`);
    statuses.push((await wire.patch(`/guidelines/${made.id}`, { labels: { upsert } })).status);
    statuses.push((await wire.patch(own, { labels: { upsert } })).status);
  }
  expect(statuses.slice(0, 6)).toEqual(Array(6).fill(200));
  expect(statuses.slice(-2)).toEqual([422, 422]);
});
