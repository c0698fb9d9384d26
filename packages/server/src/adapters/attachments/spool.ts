import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

/** Writes bytes to a file as they come; durable, with what identifies them, when it resolves. */
export async function spool(
  file: FileHandle,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly size: number; readonly hash: Buffer }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytes) {
    hash.update(chunk);
    await file.writeFile(chunk);
    size += chunk.length;
  }
  await file.sync();
  return { size, hash: hash.digest() };
}
