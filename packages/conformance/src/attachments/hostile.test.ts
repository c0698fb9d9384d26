import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { Attachment } from '@baton/protocol';
import { describe, expect, test, vi } from 'vitest';
import { createSession } from '../testing/conversation.ts';
import { expectClean } from '../testing/expect-refused.ts';
import { KEYED, visit } from '../testing/keyed-server.ts';
import { useServer } from '../testing/use-server.ts';
import { PDF, PNG, read, send, upload } from './files.ts';

const server = useServer(() => ({
  env: { BATON_ATTACHMENT_LIMIT: '100000' },
  internals: { uploadTimes: { idle: 200, whole: 400 } },
}));
const keyed = useServer(() => KEYED);

/** What is kept, on the way or not. */
function kept(): string[] {
  const folder = `${server.current.database}.attachments`;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

async function settled(): Promise<void> {
  await server.current.context.app.attachments?.settled();
}

describe('what is no file that is taken', () => {
  const HTML = '<!doctype html><script>alert(1)</script>';
  test.each([
    ['a page', 'page.html', HTML],
    ['a page that says it is text', 'notes.txt', `  \n${HTML}`],
    ['a page behind a byte order mark', 'notes.txt', `\ufeff${HTML}`],
    ['a page behind a comment', 'notes.txt', `<!-- hello -->${HTML}`],
    ['a page in the middle of text', 'notes.txt', `hello\n\n<body onload=alert(1)>`],
    ['a drawing', 'logo.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a drawing that says it is a picture', 'logo.png', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a drawing behind a declaration', 'a.txt', '<?xml version="1.0"?><svg onload="alert(1)"/>'],
    ['a program', 'run.sh', '#!/bin/sh\nrm -rf /\n'],
    ['a program by its name', 'run.bat', 'del /q *'],
    ['a program by its name with a point behind it', 'run.ps1. ', 'Get-Process'],
    ['an executable', 'photo.png', Buffer.from('4d5a90000300000004000000ffff0000b800000000000000', 'hex')],
    [
      'an executable of another kind',
      'a',
      Buffer.from('7f454c4602010100000000000000000002003e0001000000', 'hex'),
    ],
    ['bytes of no kind', 'a.txt', Buffer.from([1, 2, 3, 0, 255, 254])],
    ['text with zeros in it', 'a.txt', 'hello\0world'],
    ['text that ends in half a character', 'a.txt', Buffer.from([0x68, 0x69, 0xc3])],
    [
      'text that becomes something else later',
      'a.txt',
      Buffer.concat([Buffer.alloc(70_000, 'a'), Buffer.from([255])]),
    ],
  ])('C23 %s: 415 with what is taken, and nothing is kept', async (_what, name, content) => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const answer = await send(wire, id, Buffer.from(content), name, { 'content-type': 'image/png' });
    expect(answer.status).toBe(415);
    expectClean(answer.text);
    expect(answer.json()['code']).toBe('unsupported-type');
    expect(answer.detail).toContain('application/pdf');
    await settled();
    expect(kept()).toEqual([]);
  });

  test('nothing at all', async () => {
    const { id } = await createSession(server.current.wire);
    expect((await send(server.current.wire, id, new Uint8Array(), 'a.png')).status).toBe(422);
  });
});

describe('two kinds of file in one', () => {
  test.each([
    [
      'a picture that is a page too',
      Buffer.from('GIF89a/*<html><script>alert(1)</script>*/=1;'),
      'image/gif',
      'gif',
    ],
    [
      'a document that is a page too',
      Buffer.concat([PDF, Buffer.from('<html><script>alert(1)</script>')]),
      'application/pdf',
      'pdf',
    ],
    [
      'a picture with a page behind it',
      Buffer.concat([PNG, Buffer.from('<svg onload=alert(1)>')]),
      'image/png',
      'png',
    ],
  ])(
    '%s: given out as what it begins with, under a name that says so',
    async (_what, bytes, type, ending) => {
      const { wire } = server.current;
      const { id } = await createSession(wire);
      const file = await upload(wire, id, bytes, 'x.html');
      expect(file).toMatchObject({ type, name: `x.html.${ending}` });
      const answer = await read(wire, `/sessions/${id}/attachments/${file.id}?inline=true`, {
        accept: 'text/html',
      });
      expect(answer.headers.get('content-type')).toBe(type);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    },
  );

  test('an archive that would grow a thousandfold is stored as it is', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const bomb = zipOf('bomb.txt', Buffer.alloc(50_000_000));
    expect(await upload(wire, id, bomb, 'bomb.zip')).toMatchObject({
      type: 'application/zip',
      size: bomb.length,
    });
  });
});

test.each([
  ['../../../etc/passwd', 'passwd.png'],
  ['..\\..\\windows\\system32\\cmd.exe', 'cmd.exe.png'],
  ['a\u202egnp.exe', 'agnp.exe.png'],
  ['line\r\nset-cookie: x=1.png', 'lineset-cookie_ x=1.png'],
  ['<img src=x onerror=alert(1)>.png', '_img src=x onerror=alert(1)_.png'],
  ['con.png', '_con.png'],
  ['', 'file.png'],
  ['....', 'file.png'],
  [`${'x'.repeat(400)}.png`, `${'x'.repeat(115)}….png`],
])('the name %j becomes %j', async (name, clean) => {
  const { wire } = server.current;
  const { id } = await createSession(wire);
  const file = await upload(wire, id, PNG, name);
  expect(file.name).toBe(clean);
  const { headers } = await read(wire, `/sessions/${id}/attachments/${file.id}`);
  expect(headers.get('content-disposition')).toMatch(
    /^attachment; filename="[^"\\]*"; filename\*=UTF-8''[\w.%~!&+$-]*$/,
  );
  expect(headers.get('set-cookie')).toBeNull();
});

describe('what is too much', () => {
  test('C23 a file above the limit is refused before it is read, and where it does not say its length', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const before = kept();
    const large = Buffer.concat([PNG, Buffer.alloc(150_000)]);
    const told = await send(wire, id, large, 'a.png');
    expect([told.status, told.json()['code'], told.json()['limit']]).toEqual([413, 'too-large', 100_000]);
    const untold = await fetch(`${wire.url}/sessions/${id}/attachments?name=a.png`, {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: new Blob([large]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(untold.status).toBe(413);
    await settled();
    expect(kept()).toEqual(before);
  });

  test('eleven megabytes with the usual limit', async () => {
    const { wire, session } = await visit(keyed.current);
    const answer = await send(
      wire,
      session.id,
      Buffer.concat([PNG, Buffer.alloc(11 * 1024 * 1024)]),
      'a.png',
    );
    expect(answer.status).toBe(413);
  });

  test('more than a hundred files in one session', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const room = kept().length;
    for (let n = 0; n < 100; n++) await upload(wire, id);
    expect((await send(wire, id, PNG, 'one-more.png')).status).toBe(413);
    expect(kept().length - room).toBe(100);
  });

  test('more uploads of a customer in a minute than a person makes', async () => {
    const { wire, session } = await visit(keyed.current);
    const answers = [];
    for (let n = 0; n < 45; n++) answers.push((await send(wire, session.id, PNG, 'a.png')).status);
    expect(answers.at(-1)).toBe(429);
  });
});

describe('an upload that does not end', () => {
  test('whose sender falls silent is answered with 408, and nothing is kept', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const before = kept();
    const socket = connect(Number(new URL(wire.url).port), '127.0.0.1');
    socket.write(
      `POST /sessions/${id}/attachments?name=a.png HTTP/1.1\r\nhost: localhost\r\ncontent-type: image/png\r\ncontent-length: 90000\r\n\r\n`,
    );
    socket.write(PNG);
    socket.write(Buffer.alloc(70_000));
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
    expect(text).toMatch(/connection: close/i);
    await settled();
    expect(kept()).toEqual(before);
  });

  test('whose sender goes away leaves nothing', async () => {
    const { wire, context } = server.current;
    const { id } = await createSession(wire);
    const before = kept();
    const socket = connect(Number(new URL(wire.url).port), '127.0.0.1');
    socket.write(
      `POST /sessions/${id}/attachments?name=a.png HTTP/1.1\r\nhost: localhost\r\ncontent-type: image/png\r\ncontent-length: 90000\r\n\r\n`,
    );
    socket.write(Buffer.concat([PNG, Buffer.alloc(80_000)]));
    await vi.waitUntil(() => kept().length > before.length);
    socket.resetAndDestroy();
    await vi.waitUntil(() => kept().length === before.length);
    await context.app.attachments?.settled();
    expect(kept()).toEqual(before);
  });
});

describe('the same upload again', () => {
  const KEY = { 'idempotency-key': 'upload-1' };

  test('is one file with its key; other bytes or another name are refused', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const first = await send(wire, id, PNG, 'a.png', KEY);
    const again = await send(wire, id, PNG, 'a.png', KEY);
    expect(again.json<Attachment>()).toEqual(first.json<Attachment>());
    for (const [bytes, name] of [
      [PDF, 'a.png'],
      [PNG, 'b.png'],
    ] as const) {
      const other = await send(wire, id, bytes, name, KEY);
      expect([other.status, other.json()['code']]).toEqual([422, 'idempotency-mismatch']);
    }
  });

  test('may be tried again with its key after it was refused', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    expect((await send(wire, id, Buffer.alloc(150_000, 1), 'a.png', KEY)).status).toBe(413);
    expect((await send(wire, id, PNG, 'a.png', KEY)).status).toBe(201);
  });
});

test('a session that is not there takes none', async () => {
  expect((await send(server.current.wire, 'none', PNG, 'a.png')).status).toBe(404);
});

/** An archive with one file, compressed. */
function zipOf(name: string, content: Uint8Array): Buffer {
  const packed = deflateRawSync(content);
  const field = (bytes: number, value: number): Buffer => {
    const buffer = Buffer.alloc(bytes);
    buffer.writeUIntLE(value, 0, bytes);
    return buffer;
  };
  const facts = [
    ...[field(2, 20), field(2, 0), field(2, 8), field(4, 0), field(4, 0)],
    ...[field(4, packed.length), field(4, content.length), field(2, name.length), field(2, 0)],
  ];
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), ...facts, Buffer.from(name), packed]);
  const central = Buffer.concat([
    ...[Buffer.from('PK\x01\x02'), field(2, 20), ...facts, field(2, 0), field(2, 0), field(2, 0)],
    ...[field(4, 0), field(4, 0), Buffer.from(name)],
  ]);
  const end = [field(2, 0), field(2, 0), field(2, 1), field(2, 1), field(4, central.length)];
  return Buffer.concat([
    local,
    central,
    Buffer.from('PK\x05\x06'),
    ...end,
    field(4, local.length),
    field(2, 0),
  ]);
}
