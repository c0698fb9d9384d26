import { describe, expect, test } from 'vitest';
import { createSession } from '../testing/conversation.ts';
import { KEYED, visit } from '../testing/keyed-server.ts';
import { useServer } from '../testing/use-server.ts';
import { MP4, PDF, PNG, read, upload } from './files.ts';

const server = useServer();
const keyed = useServer(() => KEYED);

async function stored(bytes: Uint8Array, name: string): Promise<string> {
  const { wire } = server.current;
  const { id } = await createSession(wire);
  return `/sessions/${id}/attachments/${(await upload(wire, id, bytes, name)).id}`;
}

describe('a file that is read', () => {
  test('is what was sent, and no page: it runs nothing, loads nothing and is embedded nowhere', async () => {
    const { status, headers, bytes } = await read(
      server.current.wire,
      await stored(PDF, 'Rechnung März „1“.pdf'),
    );
    expect(status).toBe(200);
    expect(bytes).toEqual(Buffer.from(PDF));
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(PDF.length),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-cache',
      'content-disposition': `attachment; filename="Rechnung Marz _1_.pdf"; filename*=UTF-8''Rechnung%20M%C3%A4rz%20%E2%80%9E1%E2%80%9C.pdf`,
    });
  });

  test.each([
    [PNG, 'photo.png', 'inline'],
    [PDF, 'form.pdf', 'attachment'],
    [Buffer.from('a,b\n1,2\n'), 'table.csv', 'attachment'],
  ] as const)(
    'is shown in a page only where its type is safe to show: %#',
    async (bytes, name, disposition) => {
      const { headers } = await read(server.current.wire, `${await stored(bytes, name)}?inline=true`);
      expect(headers.get('content-disposition')).toMatch(new RegExp(`^${disposition};`));
    },
  );

  test('is not sent again to who has it', async () => {
    const path = await stored(PNG, 'photo.png');
    const first = await read(server.current.wire, path);
    const again = await read(server.current.wire, path, { 'if-none-match': first.headers.get('etag') ?? '' });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
  });

  test.each([
    ['bytes=0-9', 206, 0, 10],
    ['bytes=1000-', 206, 1000, MP4.length],
    ['bytes=-24', 206, MP4.length - 24, MP4.length],
    ['bytes=20-999999', 206, 20, MP4.length],
    ['bytes=0-1,5-6', 200, 0, MP4.length],
    ['bytes=9-1', 200, 0, MP4.length],
    ['lines=1-2', 200, 0, MP4.length],
  ] as const)('in part: %s', async (range, status, from, to) => {
    const answer = await read(server.current.wire, await stored(MP4, 'clip.mp4'), { range });
    expect(answer.status).toBe(status);
    expect(answer.bytes).toEqual(Buffer.from(MP4.subarray(from, to)));
    expect(answer.headers.get('content-range')).toBe(
      status === 206 ? `bytes ${from}-${to - 1}/${MP4.length}` : null,
    );
  });

  test('has no bytes behind its end', async () => {
    const answer = await read(server.current.wire, await stored(MP4, 'clip.mp4'), { range: 'bytes=5000-' });
    expect([answer.status, answer.headers.get('content-range')]).toEqual([416, `bytes */${MP4.length}`]);
  });

  test('is described without its bytes', async () => {
    const { status, headers, bytes } = await read(
      server.current.wire,
      await stored(MP4, 'clip.mp4'),
      {},
      'HEAD',
    );
    expect([status, headers.get('content-length'), bytes.length]).toEqual([200, String(MP4.length), 0]);
  });

  test('may be shown in a page elsewhere by an address that holds the token', async () => {
    const { wire, session, token } = await visit(keyed.current);
    const { id } = await upload(wire, session.id);
    const path = `/t/${token}/sessions/${session.id}/attachments/${id}?inline=true`;
    const { status, headers } = await read(keyed.current.wire, path);
    expect([status, headers.get('cross-origin-resource-policy')]).toEqual([200, 'cross-origin']);
  });
});
