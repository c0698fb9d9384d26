import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callTool, failureOf, putService, toolOf } from '../testing/tool-services/call-tool.ts';
import { LocalServer, readRequest } from '../testing/tool-services/local-server.ts';
import type { SeenRequest } from '../testing/tool-services/local-server.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();
const seen: SeenRequest[] = [];
let api: LocalServer;

const DOCUMENT = {
  openapi: '3.0.3',
  info: { title: 'Shop', version: '1' },
  paths: {
    '/orders/{order_id}': {
      parameters: [{ $ref: '#/components/parameters/OrderId' }],
      get: {
        operationId: 'read_order',
        summary: 'Reads an order.',
        parameters: [
          { name: 'fields', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
          { name: 'X-Tenant', in: 'header', required: true, schema: { type: 'string' } },
          { name: 'Authorization', in: 'header', schema: { type: 'string' } },
        ],
      },
      put: {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
        },
      },
    },
    '/fail': { get: { operationId: 'fail' } },
    '/page': { get: { operationId: 'page' } },
    '/upload': {
      post: {
        operationId: 'upload',
        requestBody: { required: true, content: { 'multipart/form-data': {} } },
      },
    },
  },
  components: {
    parameters: { OrderId: { name: 'order_id', in: 'path', required: true, schema: { type: 'string' } } },
    schemas: {
      Order: {
        type: 'object',
        required: ['size', 'order_id'],
        properties: {
          size: { type: 'integer', minimum: 1 },
          order_id: { type: 'string' },
          parent: { $ref: '#/components/schemas/Order' },
          created: { type: 'string', readOnly: true },
        },
      },
    },
  },
};

const YAML = `
openapi: 3.1.0
paths:
  /orders:
    get: &get
      operationId: list_orders
      parameters:
        - { name: limit, in: query, schema: { type: integer } }
`;

beforeAll(async () => {
  api = await LocalServer.start(async (request, response) => {
    const read = await readRequest(request);
    seen.push(read);
    const type = { 'content-type': 'application/json' };
    if (read.url === '/openapi.json') response.writeHead(200, type).end(JSON.stringify(DOCUMENT));
    else if (read.url === '/openapi.yaml') response.writeHead(200).end(YAML);
    else if (read.url === '/v1/fail') response.writeHead(418, type).end('{"secret":1}');
    else if (read.url === '/v1/page') response.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
    else response.writeHead(200, type).end('{"ok":true}');
  });
  await putService(server.current, 'shop', {
    kind: 'openapi',
    openapi: { url: `${api.url}/v1/`, source: `${api.url}/openapi.json` },
  });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

describe('W2.12 operations of an OpenAPI description', () => {
  test('are tools, those that cannot be called are left out', async () => {
    const { tools } = (await server.current.wire.get('/services/shop')).json<{ tools: { name: string }[] }>();
    expect(tools.map(({ name }) => name)).toEqual(['read_order', 'put_orders_order_id', 'fail', 'page']);
    expect(tools[0]).toMatchObject({
      description: 'Reads an order.',
      parameters: { order_id: { type: 'string' }, fields: { type: 'array' }, 'X-Tenant': { type: 'string' } },
      required: ['order_id', 'X-Tenant'],
    });
  });

  test('only one that reads may be run on a guess', () => {
    expect(toolOf(server.current, 'shop', 'read_order').consequential).toBe(false);
    expect(toolOf(server.current, 'shop', 'put_orders_order_id').consequential).toBe(true);
  });

  test('path, query and header carry their arguments', async () => {
    const args = { order_id: 'a/b?c', fields: ['x', 'y&z'], 'X-Tenant': 'north\r\nX-Evil: 1' };
    const { result } = await callTool(server.current, 'shop', 'read_order', args);
    expect(result.data).toEqual({ ok: true });
    const request = seen.at(-1);
    expect([request?.method, request?.url]).toEqual(['GET', '/v1/orders/a%2Fb%3Fc?fields=x&fields=y%26z']);
    expect(request?.headers['x-tenant']).toBe('north  X-Evil: 1');
    expect(request?.headers['x-evil']).toBeUndefined();
    expect(request?.headers.authorization).toBeUndefined();
  });

  test('a body carries its properties, beside a path parameter of the same name', async () => {
    const args = { order_id: 'A-7', size: 2, body_order_id: 'A-8', parent: { size: 1, order_id: 'A-1' } };
    const tool = toolOf(server.current, 'shop', 'put_orders_order_id');
    expect(tool.parameters.safeParse(args).success).toBe(true);
    expect(tool.parameters.safeParse({ ...args, size: 0 }).success).toBe(false);
    await callTool(server.current, 'shop', 'put_orders_order_id', args);
    const request = seen.at(-1);
    expect([request?.method, request?.url]).toEqual(['PUT', '/v1/orders/A-7']);
    expect(JSON.parse(request?.body ?? '')).toEqual({
      size: 2,
      order_id: 'A-8',
      parent: { size: 1, order_id: 'A-1' },
    });
  });

  test.each(['..', '.', ''])('an argument that would lead to another path is refused: "%s"', async (id) => {
    const before = seen.length;
    const call = callTool(server.current, 'shop', 'read_order', { order_id: id, 'X-Tenant': 'x' });
    expect(await failureOf(call)).toBe('an argument cannot be part of a path');
    expect(seen).toHaveLength(before);
  });

  test('a refusal fails the call and tells nothing of its body; text is taken as it is', async () => {
    expect(await failureOf(callTool(server.current, 'shop', 'fail'))).toBe('the answer has the status 418');
    expect((await callTool(server.current, 'shop', 'page')).result.data).toBe('<p>');
  });

  test('the description may be YAML', async () => {
    const service = await putService(server.current, 'yaml', {
      kind: 'openapi',
      openapi: { url: `${api.url}/v1`, source: `${api.url}/openapi.yaml` },
    });
    expect(service.tools).toMatchObject([
      { name: 'list_orders', parameters: { limit: { type: 'integer' } } },
    ]);
  });
});
