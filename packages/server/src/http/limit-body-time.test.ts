import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerErrors } from './answer-errors.ts';
import { limitBodyTime } from './limit-body-time.ts';

/** Sends what is given and nothing more; gives all that is answered until the server closes. */
async function answerTo(server: FastifyInstance, request: string): Promise<string> {
  const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(request);
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
}

describe('a body that does not come', () => {
  const server = Fastify();
  beforeAll(async () => {
    answerErrors(server, { console: null, chat: null });
    limitBodyTime(server, 50);
    server.post('/read', (request) => request.body);
    await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.close());

  test.each(['content-length: 20', 'transfer-encoding: chunked'])(
    '%s: 408, and the connection ends',
    async (header) => {
      const begun = header.startsWith('transfer') ? '5\r\n{"a":\r\n' : '{"a":';
      const head = `POST /read HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n${header}\r\n\r\n`;
      const answer = await answerTo(server, head + begun);
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
      expect(answer).toContain('The request took too long to arrive; nothing was done.');
    },
  );

  test('one that comes in time is answered, and so is the next on its connection', async () => {
    const request = (more: string): string =>
      `POST /read HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 7\r\n${more}\r\n{"a":1}`;
    const answer = await answerTo(server, `${request('')}${request('connection: close\r\n')}`);
    expect(answer.match(/HTTP\/1\.1 200 /g)).toHaveLength(2);
  });
});
