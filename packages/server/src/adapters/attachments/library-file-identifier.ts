import type { FileIdentifier } from '../../ports/file-identifier.ts';

/** A head that makes the library read on and on is none it knows. */
const TIME_LIMIT_MS = 2000;

/** Tells files by their marks, with a library that is loaded with the first of them. */
export class LibraryFileIdentifier implements FileIdentifier {
  async identify(head: Uint8Array): Promise<string | null> {
    const { fileTypeFromBuffer } = await import('file-type');
    const found = await fileTypeFromBuffer(head, { signal: AbortSignal.timeout(TIME_LIMIT_MS) }).catch(
      () => undefined,
    );
    if (found === undefined || (WEAK.has(found.mime) && !head.includes(0))) return null;
    return SAME[found.mime] ?? found.mime;
  }
}

/** One type a kind of file, whatever it was called in its time. */
const SAME: Readonly<Record<string, string>> = {
  'image/apng': 'image/png',
  'image/heif': 'image/heic',
  'audio/opus': 'audio/ogg',
  'audio/ogg; codecs=opus': 'audio/ogg',
  'video/x-m4v': 'video/mp4',
};

/** Told by two letters, with which a text may begin too; what is really one of them has zeros in its head. */
const WEAK: ReadonlySet<string> = new Set(['image/bmp', 'application/x-msdownload']);
