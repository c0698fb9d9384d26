import { mkdir, open, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AttachmentStore, ByteRange, GetOutcome, PutOutcome } from '../../ports/attachment-store.ts';
import { spool } from './spool.ts';

const ID = /^[0-9a-f]{32}$/;
const INCOMING = 'incoming';
/** Bytes. The database is mostly on the same disk: what strangers send must not take its room to write. */
const LEAST_FREE = 512 * 1024 * 1024;

/**
 * A file each, `<folder>/<first two digits>/<id>`, readable by nobody else. What arrives is written beside them and
 * renamed once it is on disk, and the folder is synced before the caller hears of it: a file that is there is whole.
 */
export class DiskAttachmentStore implements AttachmentStore {
  readonly #folder: string;
  readonly #leastFree: number;

  private constructor(folder: string, leastFree: number) {
    this.#folder = folder;
    this.#leastFree = leastFree;
  }

  /**
   * Makes the folder, and clears what an earlier process was receiving. One process at a time. Nothing is taken while
   * the disk has fewer than `leastFree` bytes left.
   */
  static async open(folder: string, leastFree: number = LEAST_FREE): Promise<DiskAttachmentStore> {
    await rm(join(folder, INCOMING), { recursive: true, force: true });
    await mkdir(join(folder, INCOMING), { recursive: true, mode: 0o700 });
    await syncFolder(folder);
    await syncFolder(dirname(folder));
    return new DiskAttachmentStore(folder, leastFree);
  }

  async put(id: string, _type: string, bytes: AsyncIterable<Uint8Array>): Promise<PutOutcome> {
    const incoming = join(this.#folder, INCOMING, checked(id));
    if ((await freeBytes(this.#folder)) < this.#leastFree)
      return { type: 'failed', cause: new Error('the disk has too little room left for attachments') };
    try {
      const { size, hash } = await writeNew(incoming, bytes);
      await this.#place(incoming, id);
      return { type: 'stored', size, digest: hash.toString('base64url') };
    } catch (cause) {
      await rm(incoming, { force: true });
      return { type: 'failed', cause };
    }
  }

  async get(id: string, range?: ByteRange): Promise<GetOutcome> {
    try {
      const file = await open(this.#path(id), 'r');
      const stream = file.createReadStream(
        range === undefined ? {} : { start: range.first, end: range.last },
      );
      return { type: 'found', bytes: stream };
    } catch (cause) {
      return isMissing(cause) ? { type: 'missing' } : { type: 'failed', cause };
    }
  }

  async remove(id: string): Promise<boolean> {
    try {
      await rm(this.#path(id), { force: true });
      return true;
    } catch {
      return false;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  async #place(incoming: string, id: string): Promise<void> {
    const path = this.#path(id);
    const folder = dirname(path);
    if ((await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(this.#folder);
    await rename(incoming, path);
    await syncFolder(folder);
  }

  #path(id: string): string {
    return join(this.#folder, checked(id).slice(0, 2), id);
  }
}

/** What the disk has left; where that cannot be told, without end. */
async function freeBytes(folder: string): Promise<number> {
  try {
    const { blocks, bavail, bsize } = await statfs(folder);
    return blocks === 0 ? Infinity : bavail * bsize;
  } catch {
    return Infinity;
  }
}

/** What is no id never becomes part of a path. */
function checked(id: string): string {
  if (!ID.test(id)) throw new Error('an attachment is known by 32 hexadecimal digits');
  return id;
}

async function writeNew(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly size: number; readonly hash: Buffer }> {
  await using file = await open(path, 'wx', 0o600);
  return await spool(file, bytes);
}

/** So that a name in it outlives a power cut; some file systems cannot, and need not. */
async function syncFolder(path: string): Promise<void> {
  const isFolder = (await stat(path)).isDirectory();
  if (!isFolder) throw new Error(`${path} is not a folder`);
  try {
    await using folder = await open(path, 'r');
    await folder.sync();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EISDIR' && code !== 'EPERM' && code !== 'EINVAL' && code !== 'ENOTSUP') throw error;
  }
}

function isMissing(cause: unknown): boolean {
  return (cause as NodeJS.ErrnoException | null)?.code === 'ENOENT';
}
