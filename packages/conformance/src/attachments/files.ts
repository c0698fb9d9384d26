import type { Attachment } from '@baton/protocol';
import { accepted } from '../testing/conversation.ts';
import type { Answer, Wire } from '../testing/wire.ts';

/* Small files, true to their format's marks. */

export const PNG: Uint8Array = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
export const PDF: Uint8Array = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);
export const MP4: Uint8Array = Buffer.concat([
  Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex'),
  Buffer.from(Array.from({ length: 1000 }, (_each, index) => index % 256)),
]);

const BYTES = { 'content-type': 'application/octet-stream' };

export function send(
  wire: Wire,
  sessionId: string,
  bytes: Uint8Array,
  name: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const path = `/sessions/${sessionId}/attachments?name=${encodeURIComponent(name)}`;
  return wire.send('POST', path, bytes, { ...BYTES, ...headers });
}

export async function upload(
  wire: Wire,
  sessionId: string,
  bytes: Uint8Array = PNG,
  name: string = 'photo.png',
): Promise<Attachment> {
  return accepted<Attachment>(await send(wire, sessionId, bytes, name));
}

/** The bytes of an answer. */
export async function read(
  wire: Wire,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
  const response = await wire.open(method, path, undefined, headers, AbortSignal.timeout(10_000));
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes };
}
