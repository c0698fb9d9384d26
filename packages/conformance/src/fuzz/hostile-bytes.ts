import * as fc from 'fast-check';

/** What is sent on one connection, byte for byte. */
export interface SocketCase {
  readonly what: string;
  /** Sent one after the other. */
  readonly pieces: readonly Buffer[];
  /** Milliseconds between two pieces. */
  readonly pause: number;
  /**
   * What the sender does then. `stay`: nothing, so that the server has to lose its patience; `half-close`: says that
   * nothing more comes, and listens; `reset`: is gone at once.
   */
  readonly afterwards: 'stay' | 'half-close' | 'reset';
  /** Answers that have to come, in order; null where any number of refusals will do. */
  readonly answers: readonly number[] | null;
}

export interface SocketWorld {
  /** A session that is there. */
  readonly sessionId: string;
}

const HOST = 'Host: localhost\r\n';

/** Connections of those who mean no good, or whose programs are broken. */
export function socketCase({ sessionId }: SocketWorld): fc.Arbitrary<SocketCase> {
  const events = `/sessions/${sessionId}/events`;
  return fc.oneof(
    slowHeads,
    slowBodies(events),
    largeHeads,
    pipelines(events),
    { weight: 3, arbitrary: fixed(events) },
    { weight: 3, arbitrary: chunks(events) },
    { weight: 4, arbitrary: broken(events) },
    fc.uint8Array({ minLength: 1, maxLength: 400 }).map((bytes) => at('noise', Buffer.from(bytes))),
  );
}

function at(
  what: string,
  bytes: Buffer | string,
  afterwards: SocketCase['afterwards'] = 'half-close',
  answers: SocketCase['answers'] = null,
): SocketCase {
  const piece = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
  return { what, pieces: [piece], pause: 0, afterwards, answers };
}

function post(path: string, body: string, headers = ''): string {
  return `POST ${path} HTTP/1.1\r\n${HOST}Content-Type: application/json\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function event(data: string): string {
  return JSON.stringify({ kind: 'custom', source: 'customer', data });
}

function inBytes(text: string, size: number): Buffer[] {
  const bytes = Buffer.from(text, 'latin1');
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

/** Slowloris: a head that never ends. */
const slowHeads: fc.Arbitrary<SocketCase> = fc
  .record({ size: fc.integer({ min: 1, max: 3 }), name: fc.stringMatching(/^[a-z]{1,20}$/) })
  .map(({ size, name }) => ({
    what: 'a head that trickles',
    pieces: inBytes(`GET /sessions HTTP/1.1\r\n${HOST}x-${name}: ${'x'.repeat(400)}`, size),
    pause: 20,
    afterwards: 'stay' as const,
    answers: null,
  }));

function slowBodies(path: string): fc.Arbitrary<SocketCase> {
  return fc.integer({ min: 0, max: 60 }).map((sent) => ({
    what: 'a body that does not come',
    pieces: [Buffer.from(post(path, event('x'.repeat(200))).slice(0, -200 + sent), 'latin1')],
    pause: 0,
    afterwards: 'stay' as const,
    answers: [408],
  }));
}

const largeHeads: fc.Arbitrary<SocketCase> = fc.oneof(
  fc
    .integer({ min: 17_000, max: 200_000 })
    .map((size) =>
      at('a header that is too large', `GET /livez HTTP/1.1\r\n${HOST}x: ${'a'.repeat(size)}\r\n\r\n`),
    ),
  fc.integer({ min: 2500, max: 8000 }).map((count) => {
    const lines = Array.from({ length: count }, (_, index) => `x${index}: 1\r\n`).join('');
    return at('too many headers', `GET /livez HTTP/1.1\r\n${HOST}${lines}\r\n`);
  }),
  fc
    .integer({ min: 17_000, max: 100_000 })
    .map((size) => at('a path that is too long', `GET /${'a'.repeat(size)} HTTP/1.1\r\n${HOST}\r\n`)),
);

/** Many requests at once on one connection: each is answered, in order. */
function pipelines(path: string): fc.Arbitrary<SocketCase> {
  const request = fc.constantFrom<readonly [string, number]>(
    [`GET /livez HTTP/1.1\r\n${HOST}\r\n`, 200],
    [`GET /nowhere HTTP/1.1\r\n${HOST}\r\n`, 404],
    [`GET ${path}?wait_for_data=0 HTTP/1.1\r\n${HOST}\r\n`, 200],
    [post(path, event('pipelined')), 201],
    [post(path, '{}'), 422],
  );
  return fc.array(request, { minLength: 2, maxLength: 60 }).map((all) => {
    const last = `GET /livez HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`;
    return at('a pipeline', all.map(([text]) => text).join('') + last, 'stay', [
      ...all.map(([, status]) => status),
      200,
    ]);
  });
}

function fixed(path: string): fc.Arbitrary<SocketCase> {
  const body = event('smuggled');
  const head = `POST ${path} HTTP/1.1\r\n${HOST}Content-Type: application/json\r\n`;
  const length = `Content-Length: ${body.length}\r\n`;
  const hidden = `GET /sessions HTTP/1.1\r\n${HOST}\r\n`;
  const refused: readonly (readonly [string, string])[] = [
    ['a length and chunks', `${head}${length}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`],
    ['chunks and a length', `${head}Transfer-Encoding: chunked\r\n${length}\r\n0\r\n\r\n${hidden}`],
    ['two lengths', `${head}${length}Content-Length: 4\r\n\r\n${body}`],
    ['a length with a sign', `${head}Content-Length: +4\r\n\r\n${body}`],
    ['a length with a space within', `${head}Content-Length: 1 0\r\n\r\n${body}`],
    ['a length beyond all numbers', `${head}Content-Length: 99999999999999999999999\r\n\r\n${body}`],
    ['an encoding nobody knows', `${head}Transfer-Encoding: xchunked\r\n\r\n${body}`],
    ['chunks that are not last', `${head}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${hidden}`],
    ['a space before the colon', `${head}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${hidden}`],
    ['a folded header', `GET /livez HTTP/1.1\r\n${HOST}X: a\r\n b\r\n\r\n`],
    ['a line that ends in one half', `GET /livez HTTP/1.1\nHost: localhost\n\n`],
    ['no host', 'GET /livez HTTP/1.1\r\n\r\n'],
    ['two hosts', `GET /livez HTTP/1.1\r\n${HOST}Host: evil.example\r\n\r\n`],
    ['HTTP/0.9', 'GET /livez\r\n'],
    ['HTTP/1.0', 'GET /livez HTTP/1.0\r\n\r\n'],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['HTTP/9.9', `GET /livez HTTP/9.9\r\n${HOST}\r\n`],
    ['the start of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\0\0\0\0'],
    ['a whole address', `GET http://evil.example/sessions HTTP/1.1\r\n${HOST}\r\n`],
    ['the address of a proxy', `CONNECT evil.example:443 HTTP/1.1\r\n${HOST}\r\n`],
    ['the whole server', `OPTIONS * HTTP/1.1\r\n${HOST}\r\n`],
    [
      'an upgrade to WebSocket',
      `GET /stream HTTP/1.1\r\n${HOST}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n`,
    ],
    [
      'an upgrade to HTTP/2',
      `GET /livez HTTP/1.1\r\n${HOST}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n`,
    ],
    ['an expectation', `${head}Expect: 100-continue\r\n${length}\r\n${body}`],
    ['an expectation nobody meets', `${head}Expect: the-unexpected\r\n${length}\r\n${body}`],
    ['a NUL in a header', `GET /livez HTTP/1.1\r\n${HOST}X: a\0b\r\n\r\n`],
    ['a NUL in the path', `GET /sessions/\0 HTTP/1.1\r\n${HOST}\r\n`],
    ['no UTF-8 in the path', `GET /sessions/\xff\xfe HTTP/1.1\r\n${HOST}\r\n`],
    ['no UTF-8 in a header', `GET /livez HTTP/1.1\r\n${HOST}Authorization: Bearer \xff\xfe\x80\r\n\r\n`],
    ['no UTF-8 in a cookie', `GET /livez HTTP/1.1\r\n${HOST}Cookie: baton_console=\xff\xfe\r\n\r\n`],
    ['no UTF-8 in a body', post(path, '{"kind":"custom","data":"\xc3\x28"}')],
    ['a NUL in a body', post(path, '{"kind":"custom","data":"\0"}')],
    ['compressed', post(path, body, 'Content-Encoding: gzip\r\n')],
    ['a stream that is left', `GET /stream HTTP/1.1\r\n${HOST}\r\n`],
    ['a wait that is left', `GET ${path}?min_offset=100000&wait_for_data=60 HTTP/1.1\r\n${HOST}\r\n`],
    ['more than a reader reads', `GET ${path}?sse=true&wait_for_data=60 HTTP/1.1\r\n${HOST}\r\n`.repeat(20)],
  ];
  const ends = fc.constantFrom<SocketCase['afterwards']>('half-close', 'reset');
  return fc
    .tuple(fc.constantFrom(...refused), ends)
    .map(([[what, text], afterwards]) => at(what, text, afterwards));
}

function chunks(path: string): fc.Arbitrary<SocketCase> {
  const head = `POST ${path} HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
  const size = fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      '-1',
      '0x10',
      'g',
      'ffffffffffffffff',
      '10000000000000000',
      '00000000000000000001',
    ),
    fc.nat(40).map((value) => value.toString(16)),
    fc.string({ maxLength: 6 }),
  );
  const extension = fc.oneof(
    { weight: 4, arbitrary: fc.constant('') },
    fc.nat(30_000).map((length) => `;${'x'.repeat(length)}`),
    fc.constantFrom(';a=b', ';a="', ';\n', ';\r'),
  );
  const end = fc.constantFrom('\r\n', '\n', '\r', '', '\r\n\r\n');
  const chunk = fc
    .tuple(size, extension, end, fc.string({ maxLength: 40 }), end)
    .map((parts) => parts.join(''));
  const trailer = fc.constantFrom(
    '0\r\n\r\n',
    '0\r\nContent-Length: 3\r\n\r\n',
    `0\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`,
    '',
  );
  return fc
    .tuple(fc.array(chunk, { maxLength: 5 }), trailer)
    .map(([all, last]) => at('bad chunks', head + all.join('') + last));
}

/** A request of good form with some bytes taken out, put in, or turned. */
function broken(path: string): fc.Arbitrary<SocketCase> {
  const sound = fc.constantFrom(
    post(path, event('broken')),
    post('/sessions', '{"agent_id":"ava"}', 'Idempotency-Key: k\r\nAuthorization: Bearer x\r\n'),
    `GET ${path}?wait_for_data=0&kinds=message HTTP/1.1\r\n${HOST}Accept: */*\r\nCookie: a=b; c=d\r\n\r\n`,
  );
  const change = fc.record({
    where: fc.double({ min: 0, max: 1, noNaN: true }),
    how: fc.constantFrom('out', 'in', 'turn'),
    byte: fc.oneof(fc.nat(255), fc.constantFrom(0, 10, 13, 32, 58, 255)),
  });
  return fc
    .record({
      sound,
      changes: fc.array(change, { minLength: 1, maxLength: 6 }),
      cut: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 3 }),
      afterwards: fc.constantFrom<SocketCase['afterwards']>('half-close', 'half-close', 'reset'),
    })
    .map(({ sound: text, changes, cut, afterwards }) => {
      const bytes = [...Buffer.from(text, 'latin1')];
      for (const { where, how, byte } of changes) {
        const index = Math.floor(where * (bytes.length - 1));
        if (how === 'out') bytes.splice(index, 1);
        else if (how === 'in') bytes.splice(index, 0, byte);
        else bytes[index] = byte;
      }
      const length = cut === null ? bytes.length : Math.ceil(cut * bytes.length);
      return at('a broken request', Buffer.from(bytes.slice(0, length)), afterwards);
    });
}
