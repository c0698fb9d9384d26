import { connect } from 'node:net';
import type { Socket } from 'node:net';
import Fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { until } from '../../testing/until.ts';
import { Readers } from '../follow/readers.ts';
import type { ReaderPlace } from '../follow/readers.ts';
import { limitConnections } from './limit-connections.ts';
import type { ConnectionLimits } from './limit-connections.ts';
import { Readiness } from './readiness.ts';
import { StoreProbe } from './store-probe.ts';

/** A server with these limits; every socket that was opened, and those that are still open. */
async function limited(limits: ConnectionLimits): Promise<{
  open(from: string): Promise<Socket>;
  openSockets(): number;
  [Symbol.asyncDispose](): Promise<void>;
}> {
  const server = Fastify();
  limitConnections(server, limits);
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as { port: number };
  const sockets = new Set<Socket>();
  return {
    async open(from) {
      const socket = connect({ port, host: '127.0.0.1', localAddress: from });
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.resume();
      socket.once('close', () => sockets.delete(socket));
      await new Promise((resolve) => socket.once('connect', resolve));
      return socket;
    },
    openSockets: () => sockets.size,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await server.close();
    },
  };
}

describe('connections', () => {
  const PER_ADDRESS = { most: 100, perAddress: 3, isExempt: () => false };

  test('of one address are as many as it may have, and others are not touched by it', async () => {
    await using server = await limited(PER_ADDRESS);
    for (let i = 0; i < 6; i++) await server.open('127.0.0.1');
    await expect.poll(() => server.openSockets()).toBe(3);
    await server.open('127.0.0.2');
    await server.open('127.0.0.1');
    await expect.poll(() => server.openSockets()).toBe(4);
  });

  test('that end make room for others', async () => {
    await using server = await limited(PER_ADDRESS);
    const first = await server.open('127.0.0.1');
    for (let i = 0; i < 2; i++) await server.open('127.0.0.1');
    first.destroy();
    const isServed = async (): Promise<boolean> => {
      const again = await server.open('127.0.0.1');
      again.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
      return new Promise((resolve) =>
        again.once('data', () => resolve(true)).once('close', () => resolve(false)),
      );
    };
    // The server hears of it a little later than the test.
    await expect.poll(isServed).toBe(true);
  });

  test('of this machine are not counted by address, those of all are', async () => {
    await using server = await limited({ most: 5, perAddress: 1 });
    for (let i = 0; i < 9; i++) await server.open('127.0.0.1');
    await expect.poll(() => server.openSockets()).toBe(5);
  });
});

describe('waiting readers', () => {
  const desk: ReaderPlace = { sessionId: null, ofCustomer: false, address: null };
  const customer = (sessionId: string, address: string | null = null): ReaderPlace => ({
    sessionId,
    ofCustomer: true,
    address,
  });

  test('of customers leave places to the people at the desk', () => {
    const readers = new Readers(100);
    for (let i = 0; i < 95; i++) readers.add(() => undefined, customer(`s${i}`));
    expect([readers.refuses(customer('new')), readers.refuses(desk)]).toEqual([true, false]);
    for (let i = 0; i < 5; i++) readers.add(() => undefined, desk);
    expect(readers.refuses(desk)).toBe(true);
  });

  test('of one session and of one address have their share, which those that end give back', () => {
    const readers = new Readers(1000, 60);
    const ends = Array.from({ length: 50 }, () => (): void => undefined);
    for (const end of ends) readers.add(end, customer('crowded', '192.0.2.1'));
    expect(readers.refuses(customer('crowded', '192.0.2.2'))).toBe(true);
    expect(readers.refuses(customer('other', '192.0.2.1'))).toBe(false);
    for (let i = 0; i < 10; i++) readers.add(() => undefined, customer('other', '192.0.2.1'));
    expect(readers.refuses(customer('third', '192.0.2.1'))).toBe(true);
    expect(readers.refuses(customer('third', '192.0.2.2'))).toBe(false);
    for (const end of ends) readers.delete(end);
    expect(readers.refuses(customer('crowded', '192.0.2.1'))).toBe(false);
    expect(readers.count).toBe(10);
  });

  test('end all together, also whoever comes while they do', async () => {
    const readers = new Readers(10_000);
    let ended = 0;
    for (let i = 0; i < 1200; i++) {
      const end = (): void => {
        ended++;
        readers.delete(end);
      };
      readers.add(end, desk);
    }
    const done = readers.endAll();
    const late = new Promise((resolve) => readers.add(resolve, desk));
    expect(await late).toBe('shutdown');
    await done;
    expect([ended, readers.count]).toEqual([1200, 1]);
  });
});

describe('readiness', () => {
  test('begins with the start, and does not come back after the end', async () => {
    const readiness = new Readiness();
    expect([readiness.starting, readiness.draining]).toEqual([true, false]);
    readiness.begin();
    expect([readiness.starting, readiness.draining]).toEqual([false, false]);
    await readiness.drain(0);
    readiness.begin();
    expect([readiness.starting, readiness.draining]).toEqual([false, true]);
  });

  test('nobody waits for a server that never began', async () => {
    const began = performance.now();
    await new Readiness().drain(300);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  test('the store is asked one question at a time, and anew when the answer does not come at all', async () => {
    const answers = [Promise.withResolvers<boolean>(), Promise.withResolvers<boolean>()];
    let asked = 0;
    const ping = (): Promise<boolean> => answers[asked++]?.promise ?? Promise.resolve(false);
    const probe = new StoreProbe({ ping }, 5);
    expect(await Promise.all([probe.answers(), probe.answers()])).toEqual([false, false]);
    expect(asked).toBe(1);
    await until(async () => (await probe.answers()) || asked > 1);
    answers[1]?.resolve(true);
    expect([await probe.answers(), asked]).toEqual([true, 2]);
  });

  test('a store that fails is not there', async () => {
    const probe = new StoreProbe({ ping: () => Promise.reject(new Error('gone')) });
    expect(await probe.answers()).toBe(false);
  });
});
