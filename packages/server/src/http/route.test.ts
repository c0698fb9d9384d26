import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Readable, Writable } from 'node:stream';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { turnsOfTheLoop, until } from '../testing/until.ts';
import { Credentials } from './access/credentials.ts';
import { addRoute } from './route.ts';

/** Bytes that come to no end until whoever reads them has gone. */
function endless(onClose: () => void): Readable {
  return new Readable({
    read() {
      this.push(Buffer.alloc(1024));
    },
    destroy(error, done) {
      onClose();
      done(error);
    },
  });
}

test('of an answer that its reader breaks off nothing more is said, and nothing is wrong', async () => {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const server = Fastify({ logger: { level: 'warn', stream }, forceCloseConnections: true });
  let closed = false;
  addRoute(server, new Credentials([], 'a secret of the server that nobody knows'), {
    method: 'GET',
    path: '/file',
    operation: 'health.read',
    tag: 'health',
    summary: 'A file',
    status: 200,
    handle: ({ reply }) => reply.send(endless(() => (closed = true))),
  });
  try {
    await server.listen({ port: 0, host: '127.0.0.1' });
    const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
    socket.write('GET /file HTTP/1.1\r\nHost: localhost\r\n\r\n');
    socket.once('data', () => socket.destroy());
    await until(() => closed);
    await turnsOfTheLoop(20);
    expect(lines).toEqual([]);
  } finally {
    await server.close();
  }
});
