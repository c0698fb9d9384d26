import type { SessionEvent } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { createSession, post } from '../testing/conversation.ts';
import { CLIENT_VERSIONS } from '../testing/published-clients.ts';
import { openSocket, rawRequest } from '../testing/raw-http.ts';
import { useServer } from '../testing/use-server.ts';

/* As in service, where a wait of 50 s begins its answer after 40 s and sends white space every 45 s; only shorter. */
const server = useServer(() => ({
  internals: { longPollTimes: { longWait: 5000, earlyHeaders: 150, heartbeat: 50 } },
}));
const CUSTOM = { kind: 'custom', source: 'system', data: { a: ' \n]' } };

/** Opens a long wait and resolves once its answer has begun. */
async function begin(sessionId: string, seconds = 60): Promise<Response> {
  const path = `/sessions/${sessionId}/events?wait_for_data=${seconds}`;
  return server.current.wire.open('GET', path, undefined, {}, AbortSignal.timeout(20_000));
}

describe('W3.4 a wait that is longer than the published clients wait for headers', () => {
  test('W3.4 begins its answer early, and ends it with the events behind white space', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const response = await begin(id);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    const event = await post(wire, id, CUSTOM);
    const text = await response.text();
    expect(text).toMatch(/^ +\[/);
    expect(JSON.parse(text) as SessionEvent[]).toEqual([event]);
  });

  test('W3.4 goes on with white space for as long as nobody writes', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const response = await begin(id);
    const body = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (text.length < 4) text += (await body?.read())?.value ?? '';
    expect(text.trim()).toBe('');
    const event = await post(wire, id, CUSTOM);
    for (let part = await body?.read(); part?.done === false; part = await body?.read()) text += part.value;
    expect(JSON.parse(text) as SessionEvent[]).toEqual([event]);
  });

  test('W3.4 what comes before its headers is answered as ever', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const event = await post(wire, id, CUSTOM);
    const response = await begin(id);
    expect(response.headers.get('content-length')).not.toBeNull();
    expect(await response.json()).toEqual([event]);
  });

  test('W3.4 a shorter wait keeps its 504', async () => {
    const { id } = await createSession(server.current.wire);
    expect((await begin(id, 1)).status).toBe(504);
  });

  test('W3.4 a client that goes away is let go', async () => {
    const { id } = await createSession(server.current.wire);
    const socket = await openSocket(server.current.port);
    socket.write(rawRequest('GET', `/sessions/${id}/events?wait_for_data=60`));
    await new Promise((resolve) => socket.once('data', resolve));
    expect(server.current.context.readers.count).toBe(1);
    socket.destroy();
    await expect.poll(() => server.current.context.readers.count).toBe(0);
  });

  test('H3.7 an answer that has begun is cut off when its session is deleted', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const response = await begin(id);
    await wire.delete(`/sessions/${id}`);
    await expect(response.text()).rejects.toThrow();
  });

  test.each(CLIENT_VERSIONS)('W3.4 parlant-client $version reads it', async ({ connect }) => {
    const { url, wire } = server.current;
    const { sessions } = connect(url);
    const { id } = await createSession(wire);
    // With a time-out of one second for headers, which an answer that had not begun would not meet.
    const waiting = sessions.listEvents(id, { waitForData: 60 }, { timeoutInSeconds: 1, maxRetries: 0 });
    const alongside = await begin(id);
    const body = alongside.body?.getReader();
    let beats = 0;
    for (const until = performance.now() + 1200; performance.now() < until; beats++) await body?.read();
    await body?.cancel();
    expect(beats).toBeGreaterThan(3);
    const event = await post(wire, id, CUSTOM);
    expect(await waiting).toMatchObject([{ id: event.id, offset: 0, data: CUSTOM.data }]);
  });
});
