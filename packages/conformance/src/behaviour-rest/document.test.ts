import { expect, test } from 'vitest';
import { useServer } from '../testing/use-server.ts';

const server = useServer();

interface Operation {
  readonly operationId?: string;
  readonly parameters?: { readonly name: string; readonly in: string }[];
  readonly responses: Record<string, { content?: Record<string, { schema: object }> }>;
  readonly requestBody?: { content: Record<string, { schema: object }> };
}
interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
}

/** Path and methods of everything that manages behaviour. */
const ROUTES: readonly [path: string, methods: string][] = [
  ...['guidelines/{guideline_id}', 'journeys/{journey_id}', 'terms/{term_id}'].flatMap(entity),
  ...['canned_responses/{canned_response_id}', 'capabilities/{capability_id}'].flatMap(entity),
  ...entity('articles/{article_id}'),
  ['/articles/import', 'post'],
  ['/articles/search', 'get'],
  ['/canned-replies', 'get post'],
  ['/canned-replies/{canned_reply_id}', 'delete patch'],
  ['/context-variables', 'delete get post'],
  ['/context-variables/{variable_id}', 'delete get patch'],
  ['/context-variables/{variable_id}/{key}', 'delete get put'],
  ['/relationships', 'get post'],
  ['/relationships/{relationship_id}', 'delete get'],
  ['/journeys/{journey_id}/mermaid', 'get'],
  ...['journeys/{journey_id}/nodes/{node_id}', 'journeys/{journey_id}/edges/{edge_id}'].flatMap(entity),
  ['/agents/{agent_id}/triggers', 'get patch put'],
  ['/evaluations', 'post'],
  ['/evaluations/{evaluation_id}', 'get'],
];

function entity(path: string): [path: string, methods: string][] {
  return [
    [`/${path.slice(0, path.lastIndexOf('/'))}`, 'get post'],
    [`/${path}`, 'delete get patch'],
  ];
}

test('the document describes each route: its parameters, its body and what it answers', async () => {
  const { paths } = (await server.current.wire.get('/openapi.json')).json<Document>();
  for (const [path, methods] of ROUTES) {
    const operations = paths[path] ?? {};
    expect([path, Object.keys(operations).toSorted().join(' ')]).toEqual([path, methods]);
    for (const [method, { parameters = [], responses, requestBody }] of Object.entries(operations)) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(parameters.filter((each) => each.in === 'path').map(({ name }) => name)).toEqual(named);
      const body = requestBody?.content['application/json']?.schema;
      if (['post', 'patch', 'put'].includes(method)) expect(body).toMatchObject({ type: 'object' });
      else expect(body).toBeUndefined();
      const success = Object.keys(responses).filter((status) => status.startsWith('2'));
      expect(success).toHaveLength(1);
      if (named.length > 0) expect(responses).toHaveProperty('404');
    }
  }
});

test('no two operations share an id', async () => {
  const { paths } = (await server.current.wire.get('/openapi.json')).json<Document>();
  const ids = Object.values(paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(ids).not.toContain(undefined);
});
