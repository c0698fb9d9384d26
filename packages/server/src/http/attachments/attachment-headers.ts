import { INLINE_TYPES } from '@baton/protocol';
import type { AttachmentRecord } from '../../core/attachment/attachment-record.ts';
import type { ByteRange } from '../../ports/attachment-store.ts';

const INLINE: readonly string[] = INLINE_TYPES;

export interface ShownAs {
  /** To be shown in a page, where its type is safe to show. */
  readonly inline: boolean;
  /** By an address that holds the token: the page may be of another origin. */
  readonly embedded: boolean;
}

/**
 * What goes with a file of somebody else's: it is never a page of ours. Whatever it holds runs no script, loads
 * nothing and is taken for nothing but its type; it stays in the caches of its reader and is asked for each time.
 */
export function attachmentHeaders(
  record: AttachmentRecord,
  { inline, embedded }: ShownAs,
): Record<string, string> {
  const shown = inline && INLINE.includes(record.type);
  return {
    'content-type': record.type.startsWith('text/') ? `${record.type}; charset=utf-8` : record.type,
    'content-disposition': `${shown ? 'inline' : 'attachment'}; ${fileName(record.name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': embedded ? 'cross-origin' : 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
    etag: `"${record.id}"`,
    'accept-ranges': 'bytes',
  };
}

/** RFC 6266: a name that old clients can read, and the true one by RFC 8187. */
function fileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/gu, '_')
    .replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/**
 * The bytes that a `Range` header asks for (RFC 9110, section 14): null for all, which also answers what is none or
 * more than one.
 */
export function readRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return null;
  if (match[1] === '') {
    const suffix = Math.min(Number(match[2]), size);
    return suffix === 0 ? 'unsatisfiable' : { first: size - suffix, last: size - 1 };
  }
  const first = Number(match[1]);
  const last = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (match[2] !== '' && Number(match[2]) < first) return null;
  return first >= size ? 'unsatisfiable' : { first, last };
}

/** Whether the reader has it already. */
export function isSame(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header === '*' || header.split(',').some((each) => each.trim().replace(/^W\//, '') === etag);
}
