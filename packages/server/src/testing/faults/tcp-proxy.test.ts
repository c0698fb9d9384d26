import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../until.ts';
import { TcpProxy } from './tcp-proxy.ts';

/** A server that says everything again. */
let echo: Server;
let seen: Socket[];
let proxy: TcpProxy;
const clients: Socket[] = [];

beforeEach(async () => {
  seen = [];
  echo = createServer((socket) => {
    seen.push(socket);
    socket.on('error', () => undefined);
    socket.pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  proxy = await TcpProxy.start({ host: '127.0.0.1', port: (echo.address() as AddressInfo).port, seed: 7 });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await proxy[Symbol.asyncDispose]();
  for (const socket of seen) socket.destroy();
  echo.close();
});

interface Client {
  readonly socket: Socket;
  readonly heard: () => string;
  readonly error: () => string | undefined;
}

async function open(): Promise<Client> {
  const socket = connect({ host: '127.0.0.1', port: proxy.port });
  clients.push(socket);
  let heard = '';
  let error: string | undefined;
  socket.on('data', (chunk: Buffer) => (heard += String(chunk)));
  socket.on('error', (reason: NodeJS.ErrnoException) => (error = reason.code));
  await until(() => !socket.connecting);
  return { socket, heard: () => heard, error: () => error };
}

async function said({ socket, heard }: Client, text: string): Promise<void> {
  socket.write(text);
  await until(() => heard().endsWith(text));
}

describe('a proxied network', () => {
  test('passes everything in order, also much of it, and the end of a stream', async () => {
    const client = await open();
    const text = Array.from({ length: 400_000 }, (_unused, index) => String(index)).join(' ');
    client.socket.end(text);
    await once(client.socket, 'close');
    expect(client.heard()).toBe(text);
    await until(() => proxy.open === 0);
  });

  test('cut: connections are reset, new ones come through', async () => {
    const client = await open();
    await said(client, 'a');
    proxy.cut();
    await until(() => client.error() !== undefined);
    expect(client.error()).toBe('ECONNRESET');
    await said(await open(), 'b');
  });

  test('refused: new connections fail at once, the others go on; the port stays its own', async () => {
    const client = await open();
    await said(client, 'a');
    await proxy.refuse();
    const refused = await open();
    await until(() => refused.error() !== undefined);
    expect(refused.error()).toBe('ECONNREFUSED');
    await said(client, 'b');
    await proxy.heal();
    await said(await open(), 'c');
  });

  test('stalled: nothing passes until it is healed, then all of it does, in order', async () => {
    const client = await open();
    await said(client, 'a');
    proxy.stall();
    client.socket.write('b');
    const late = await open();
    late.socket.write('c');
    const size = client.heard().length + late.heard().length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(client.heard().length + late.heard().length).toBe(size);
    await proxy.heal();
    await until(() => client.heard() === 'ab' && late.heard() === 'c');
  });

  test('stalled answers: what is asked arrives, and nobody hears of it', async () => {
    const client = await open();
    await said(client, 'a');
    const arrived: string[] = [];
    seen[0]!.on('data', (chunk: Buffer) => arrived.push(String(chunk)));
    proxy.stall('answers');
    client.socket.write('b');
    await until(() => arrived.join('') === 'b');
    expect(client.heard()).toBe('a');
    proxy.cut();
    await until(() => client.error() === 'ECONNRESET');
    expect(client.heard()).toBe('a');
  });

  test('a stalled network holds its senders back', async () => {
    const client = await open();
    await said(client, 'a');
    proxy.stall();
    const piece = Buffer.alloc(1024 * 1024, 'x');
    for (let number = 0; number < 64; number++) client.socket.write(piece);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(client.socket.writableLength).toBeGreaterThan(32 * piece.length);
    await proxy.heal();
    await until(() => client.heard().length === 1 + 64 * piece.length);
  });

  test('delayed: each piece is late, none overtakes another', async () => {
    const client = await open();
    await said(client, 'a');
    proxy.delay(5, 30);
    const begin = performance.now();
    for (const text of ['b', 'c', 'd', 'e']) {
      client.socket.write(text);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await until(() => client.heard() === 'abcde');
    expect(performance.now() - begin).toBeGreaterThanOrEqual(10);
  });

  test('half open: the server loses the connection, the client hears nothing until it is healed', async () => {
    const client = await open();
    await said(client, 'a');
    proxy.halfOpen();
    await until(() => seen[0]!.destroyed);
    client.socket.write('b');
    const late = await open();
    late.socket.write('c');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([client.error(), late.error()]).toEqual([undefined, undefined]);
    await proxy.heal();
    await until(() => client.error() === 'ECONNRESET' && late.error() === 'ECONNRESET');
    await said(await open(), 'd');
  });

  test('which of the connections are cut follows from the seed', async () => {
    const cuts = async (): Promise<boolean[]> => {
      const opened: Client[] = [];
      for (let number = 0; number < 12; number++) {
        const client = await open();
        await said(client, 'a');
        opened.push(client);
      }
      proxy.cutSome(50);
      const left = proxy.open;
      await until(() => opened.filter((each) => each.error() === undefined).length === left);
      const cut = opened.map((each) => each.error() !== undefined);
      for (const { socket } of opened) socket.destroy();
      return cut;
    };
    const first = await cuts();
    const { port } = echo.address() as AddressInfo;
    await proxy[Symbol.asyncDispose]();
    proxy = await TcpProxy.start({ host: '127.0.0.1', port, seed: 7 });
    expect(await cuts()).toEqual(first);
    expect(new Set(first).size).toBe(2);
  });
});
