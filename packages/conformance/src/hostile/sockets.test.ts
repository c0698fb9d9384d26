import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { socketCase } from '../fuzz/hostile-bytes.ts';
import type { SocketCase } from '../fuzz/hostile-bytes.ts';
import { sendBytes } from '../fuzz/send-bytes.ts';
import { createSession, post, readLog } from '../testing/conversation.ts';
import { openSocket, rawHttp, rawRequest } from '../testing/raw-http.ts';
import { useServer } from '../testing/use-server.ts';

const SEED = Number(process.env['BATON_FUZZ_SEED'] ?? '20261121');
const CASES = 400;
const AT_ONCE = 24;

/* The patience of service, only shorter. */
const server = useServer(() => ({
  internals: { arrivalTimes: { headers: 250, body: 250, silence: 60_000, check: 50 } },
}));

let sessionId: string;
let connections: number;
beforeAll(async () => {
  ({ id: sessionId } = await createSession(server.current.wire));
  connections = sockets();
});

/** Connections that are open in this process, at both of their ends. */
function sockets(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
}

async function expectQuiet(): Promise<void> {
  const { context } = server.current;
  await expect.poll(sockets, { timeout: 5000 }).toBeLessThanOrEqual(connections);
  await expect.poll(() => context.readers.count, { timeout: 5000 }).toBe(0);
  await expect.poll(() => context.load.underWay, { timeout: 5000 }).toBe(0);
}

describe('W1.1 bytes of those who mean no good', () => {
  test('get a refusal or an end, never a fault of ours; nothing of them stays behind', async () => {
    const cases = fc.sample(socketCase({ sessionId }), { seed: SEED, numRuns: CASES });
    const faults: string[] = [];
    const queue: Iterator<SocketCase> = cases.values();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let next = queue.next(); next.done !== true; next = queue.next()) {
          const fault = await sendBytes(server.current.port, next.value);
          if (fault !== null) faults.push(`${next.value.what}: ${fault}`);
        }
      }),
    );
    expect(faults).toEqual([]);
    expect(new Set(cases.map(({ what }) => what)).size).toBeGreaterThan(30);
    await expectQuiet();
  }, 60_000);

  test('a request that hides behind another is none', async () => {
    const { wire, port } = server.current;
    const { id } = await createSession(wire);
    const hidden = JSON.stringify({ kind: 'custom', source: 'customer', data: 'hidden' });
    const inner = `POST /sessions/${id}/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`;
    for (const way of [
      `Content-Length: 5\r\nTransfer-Encoding: chunked\r\n`,
      `Transfer-Encoding: chunked\r\nContent-Length: 5\r\n`,
      `Content-Length: 5\r\nContent-Length: 0\r\n`,
      `Transfer-Encoding: identity, chunked\r\nTransfer-Encoding: identity\r\n`,
    ]) {
      const outer = `POST /sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${way}\r\n0\r\n\r\n`;
      const { status } = await rawHttp(port, outer + inner);
      expect([way, status]).toEqual([way, 400]);
    }
    expect(await readLog(wire, id)).toEqual([]);
  });

  test('who sends his head a byte at a time loses the connection, and holds up nobody', async () => {
    const slow = await Promise.all(Array.from({ length: 100 }, () => openSocket(server.current.port)));
    for (const socket of slow) {
      socket.on('error', () => undefined);
      socket.resume();
      socket.write('G');
    }
    const began = performance.now();
    await post(server.current.wire, sessionId, { kind: 'custom', source: 'system', data: 1 });
    expect(performance.now() - began).toBeLessThan(2000);
    await Promise.all(slow.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    await expectQuiet();
  });

  test('a head of 16 KiB is the largest that is read', async () => {
    const head = (size: number): Promise<number> =>
      rawHttp(server.current.port, rawRequest('GET', '/livez', { x: 'a'.repeat(size) })).then(
        ({ status }) => status,
      );
    expect([await head(15_000), await head(16_400)]).toEqual([200, 431]);
  });

  test('after all this the server is well', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    await post(wire, id, { kind: 'custom', source: 'system', data: 1 });
    expect(await readLog(wire, id)).toHaveLength(1);
    expect((await wire.get('/readyz')).status).toBe(200);
  });
});
