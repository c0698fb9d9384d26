import { describe, expect, test } from 'vitest';
import { createSession, post, readLog } from '../testing/conversation.ts';
import { SENT_ALONG, expectClean } from '../testing/expect-refused.ts';
import { rawHttp, rawRequest } from '../testing/raw-http.ts';
import type { RawAnswer } from '../testing/raw-http.ts';
import { useServer } from '../testing/use-server.ts';
import type { Fault } from '../testing/wire.ts';

const LIMIT = 100_000;
const server = useServer(() => ({ env: { BATON_BODY_LIMIT: String(LIMIT) } }));

const message = (text: string): string => `{"kind":"message","source":"customer","message":${text}}`;
const custom = (data: string): string => `{"kind":"custom","source":"system","data":${data}}`;
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

/** Sends these very bytes to a session of its own. */
async function send(
  body: string | Buffer,
  type = 'application/json',
): Promise<{ answer: RawAnswer; sessionId: string }> {
  const { wire, port } = server.current;
  const { id } = await createSession(wire);
  const headers = {
    'content-type': type,
    authorization: SENT_ALONG,
    cookie: `a=${SENT_ALONG}`,
    'x-forwarded-for': SENT_ALONG,
  };
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return {
    answer: await rawHttp(port, rawRequest('POST', `/sessions/${id}/events`, headers, bytes)),
    sessionId: id,
  };
}

const REFUSED: readonly [what: string, status: number, body: string | Buffer, words?: string][] = [
  ['nothing', 422, ''],
  ['JSON that ends too early', 422, '{"kind":"message"', 'json_invalid'],
  ['no JSON at all', 422, 'kind=message&source=customer', 'json_invalid'],
  ['single quotes', 422, "{'kind':'message'}", 'json_invalid'],
  ['a comma too many', 422, message('"x",'), 'json_invalid'],
  ['two documents', 422, `${message('"x"')}${message('"y"')}`, 'json_invalid'],
  ['an XML document', 422, '<?xml version="1.0"?><a/>', 'json_invalid'],
  ['a list', 422, '[]', 'body'],
  ['a text', 422, '"message"', 'body'],
  ['a number', 422, '7', 'body'],
  ['null', 422, 'null', 'body'],
  ['true', 422, 'true', 'body'],
  ['NaN', 422, message('NaN'), 'json_invalid'],
  ['Infinity', 422, custom('Infinity'), 'json_invalid'],
  ['a number for a text', 422, message('5'), 'message'],
  ['an object for a text', 422, message('{"toString":1}'), 'message'],
  ['a list for a text', 422, message('["x"]'), 'message'],
  ['an unknown kind', 422, '{"kind":"msg","source":"customer","message":"x"}', 'kind'],
  ['an unknown source', 422, '{"kind":"message","source":"root","message":"x"}', 'source'],
  ['a kind in capitals', 422, '{"kind":"MESSAGE","source":"customer","message":"x"}', 'kind'],
  ['a list of kinds', 422, '{"kind":["message"],"source":"customer","message":"x"}', 'kind'],
  [
    'invalid UTF-8',
    422,
    Buffer.concat([
      Buffer.from('{"kind":"message","source":"customer","message":"'),
      Buffer.from([0xc3, 0x28]),
      Buffer.from('"}'),
    ]),
    'UTF-8',
  ],
  [
    'overlong UTF-8',
    422,
    Buffer.concat([
      Buffer.from('{"kind":"message","source":"customer","message":"'),
      Buffer.from([0xc0, 0xaf]),
      Buffer.from('"}'),
    ]),
    'UTF-8',
  ],
  ['UTF-16', 422, Buffer.from(message('"x"'), 'utf16le')],
  ['a raw NUL', 422, message('"a\u0000b"')],
  ['an escaped NUL', 422, message(String.raw`"a\u0000b"`), 'U+0000'],
  ['an escape character', 422, message(String.raw`"\u001b[31mred"`), 'U+001B'],
  ['a backspace', 422, message(String.raw`"a\bb"`), 'U+0008'],
  ['DEL', 422, message(`"a\u007fb"`), 'U+007F'],
  ['a control character in a key', 422, custom(String.raw`{"a\u0000":1}`), 'U+0000'],
  ['a lone high surrogate', 422, message(String.raw`"\ud800"`), 'surrogate'],
  ['a lone low surrogate', 422, message(String.raw`"x\udfffy"`), 'surrogate'],
  [
    'a lone surrogate in metadata',
    422,
    String.raw`{"kind":"message","source":"customer","message":"x","metadata":{"a":["\ud800"]}}`,
    'surrogate',
  ],
  ['a number beyond all', 422, custom('1e999'), 'finite'],
  ['a number below all', 422, custom('[-1e999]'), 'finite'],
  ['2^60', 422, custom('1152921504606846976'), '2^53'],
  ['-2^60', 422, custom('{"a":-1152921504606846976}'), '2^53'],
  ['nesting without end', 422, custom(nested(40_000)), 'deep'],
  ['nesting of one level too many', 422, custom(nested(65)), 'deep'],
  [
    'nesting in metadata',
    422,
    `{"kind":"message","source":"customer","message":"x","metadata":${'{"a":'.repeat(100)}1${'}'.repeat(100)}}`,
    'deep',
  ],
  ['a body too large', 413, custom(`"${'x'.repeat(LIMIT)}"`), String(LIMIT)],
  ['a body too large that is no JSON', 413, 'x'.repeat(LIMIT + 1), String(LIMIT)],
];

describe('hostile bodies', () => {
  test.each(REFUSED)('W1.1 %s is %i', async (_what, status, body, words) => {
    const { answer, sessionId } = await send(body);
    expect(answer.status).toBe(status);
    expectClean(answer.body);
    if (words !== undefined) expect(answer.body).toContain(words);
    expect(await readLog(server.current.wire, sessionId)).toEqual([]);
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'text/html',
    'nonsense',
    '',
  ])('W1.1 the content type "%s" is refused and says what to send', async (type) => {
    const { answer, sessionId } = await send(message('"x"'), type);
    expect([400, 415]).toContain(answer.status);
    expectClean(answer.body);
    expect(await readLog(server.current.wire, sessionId)).toEqual([]);
  });

  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON',
    'application/json;charset=UTF-8',
  ])('W1.1 the content type "%s" is taken', async (type) => {
    expect((await send(message('"x"'), type)).answer.status).toBe(201);
  });

  test('W1.1 a large body of which the server is told the length is refused without being read', async () => {
    const { port, wire } = server.current;
    const { id } = await createSession(wire);
    const headers = { 'content-type': 'application/json', 'content-length': '99999999999' };
    const answer = await rawHttp(port, rawRequest('POST', `/sessions/${id}/events`, headers));
    expect(answer.status).toBe(413);
    expectClean(answer.body);
  });

  test('W1.1 a large body in chunks is refused too', async () => {
    const { port, wire } = server.current;
    const { id } = await createSession(wire);
    const head = rawRequest('POST', `/sessions/${id}/events`, {
      'content-type': 'application/json',
      'transfer-encoding': 'chunked',
    });
    const chunk = `2710\r\n${'x'.repeat(10_000)}\r\n`;
    const answer = await rawHttp(port, Buffer.concat([head, Buffer.from(`${chunk.repeat(12)}0\r\n\r\n`)]));
    expect(answer.status).toBe(413);
    expectClean(answer.body);
    expect(await readLog(wire, id)).toEqual([]);
  });

  test.each([64, 60])('W1.1 nesting of %i levels with the body’s own is taken', async (depth) => {
    const { answer } = await send(custom(nested(depth - 1)));
    expect(answer.status).toBe(201);
  });

  test('W1.1 a body just within the limit is taken', async () => {
    const room = LIMIT - message('""').length;
    expect((await send(message(`"${'x'.repeat(room)}"`))).answer.status).toBe(201);
  });

  test('W1.1 an error does not send back a large input', async () => {
    const { answer } = await send(
      `{"kind":"message","source":"customer","message":["${'x'.repeat(50_000)}"]}`,
    );
    expect(answer.status).toBe(422);
    expect(answer.body.length).toBeLessThan(2000);
  });

  test('W1.1 a body with a thousand faults lists some of them', async () => {
    const labels = Array.from({ length: 1000 }, () => 1);
    const answer = await server.current.wire.post('/sessions', { agent_id: 'ava', labels });
    expect(answer.status).toBe(422);
    expect((answer.detail as Fault[]).length).toBeLessThan(100);
  });
});

describe('keys that are special to JavaScript', () => {
  const KEYS = ['constructor', 'prototype', 'toString', 'hasOwnProperty', '$where', '__defineGetter__'];

  test.each(KEYS)('W1.1 %s in data and metadata is an ordinary key', async (key) => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const bag = `{"${key}":{"polluted":true}}`;
    const event = (
      await wire.post(
        `/sessions/${id}/events`,
        `{"kind":"custom","source":"system","data":${bag},"metadata":${bag}}`,
      )
    ).text;
    expect(event).toContain(`"data":${bag}`);
    expect(event).toContain(`"metadata":${bag}`);
    expectUnpolluted();
  });

  test.each(KEYS)('W1.3 %s is set and unset in the metadata of a session and an event', async (key) => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const event = await post(wire, id, { kind: 'custom', source: 'system', data: 1 });
    for (const path of [`/sessions/${id}`, `/sessions/${id}/events/${event.id}`]) {
      const set = await wire.patch(path, `{"metadata":{"set":{"${key}":{"polluted":true},"b":1}}}`);
      expect(set.text).toContain(`"${key}":{"polluted":true}`);
      const unset = await wire.patch(path, `{"metadata":{"unset":["${key}"]}}`);
      expect(unset.json()['metadata']).toEqual({ b: 1 });
    }
    expectUnpolluted();
  });

  test('W1.1 __proto__ is an ordinary key of data, and left out of metadata', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const bag = '{"__proto__":{"polluted":true},"a":1}';
    const event = (
      await wire.post(
        `/sessions/${id}/events`,
        `{"kind":"custom","source":"system","data":${bag},"metadata":${bag}}`,
      )
    ).text;
    expect(event).toContain(`"data":${bag}`);
    expect(event).toContain('"metadata":{"a":1}');
    const patched = await wire.patch(`/sessions/${id}`, `{"metadata":{"set":${bag},"unset":["__proto__"]}}`);
    expect(patched.json()['metadata']).toEqual({ a: 1 });
    expectUnpolluted();
  });

  test('W1.1 __proto__ as a body sets no field', async () => {
    const { wire } = server.current;
    const answer = await wire.post('/sessions', '{"__proto__":{"agent_id":"ava"}}');
    expect(answer.status).toBe(422);
    const mode = await wire.post('/sessions', '{"agent_id":"ava","__proto__":{"title":"inherited"}}');
    expect(mode.json()['title']).toBeNull();
  });

  test('W1.1 a key given twice counts with its last value', async () => {
    const { answer } = await send('{"kind":"custom","source":"system","data":1,"data":2}');
    expect(JSON.parse(answer.body)).toMatchObject({ data: 2 });
  });
});

function expectUnpolluted(): void {
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
}
