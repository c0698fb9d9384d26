import { closeSync, mkdirSync, openSync, statSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { StoreFaultError } from './store-fault.ts';

/** What is written to is not what the next start will open. */
export class FileLostError extends StoreFaultError {}

const LEAST_ROOM_BYTES = 1024 * 1024;

/**
 * Looks whether the files that are written to are still those that the next start will open. One that was deleted or
 * replaced goes on to take writes for as long as it is open, and then they are gone: no commit is acknowledged into it.
 * What it held until then is copied once to a file beside it. Moved back into its place it is written to again.
 */
export class FileWatch {
  readonly #db: DatabaseSync;
  readonly #path: string;
  readonly #known = new Map<string, string>();
  #copy: string | null = null;

  constructor(db: DatabaseSync, path: string) {
    this.#db = db;
    this.#path = path;
  }

  /** To be called in every transaction before its commit. Throws when the files are not there any more. */
  check(): void {
    for (const file of [this.#path, `${this.#path}-wal`]) {
      const found = identityOf(file);
      const known = this.#known.get(file);
      if (known === undefined && found !== null) this.#known.set(file, found);
      else if (known !== found)
        throw new FileLostError(
          `${file} was ${found === null ? 'deleted' : 'replaced'} while the server uses it, so nothing is written any more`,
        );
    }
  }

  /** Throws when the disk has so little room that most writes fail, though a small one may fit. */
  checkRoom(): void {
    const { bavail, bsize } = statfsSync(this.#path);
    if (bavail * bsize < LEAST_ROOM_BYTES) throw new StoreFaultError(`${this.#path}: the disk is full`);
  }

  /** To be called outside of a transaction after `check` has thrown. Answers what is to be done. */
  rescue(): string {
    this.#copy ??= this.#makeCopy();
    return this.#copy === null
      ? 'put it back'
      : `put it back, or stop the server, put ${this.#copy}, which has everything, in the place of ${this.#path}, and start again`;
  }

  #makeCopy(): string | null {
    const copy = `${this.#path}.rescued-${Date.now()}`;
    try {
      mkdirSync(dirname(copy), { recursive: true, mode: 0o700 });
      closeSync(openSync(copy, 'wx', 0o600));
      this.#db.prepare('VACUUM INTO ?').run(copy);
      return copy;
    } catch {
      // There is no place for it: it is tried again with the next write.
      return null;
    }
  }
}

function identityOf(file: string): string | null {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev}:${found.ino}`;
}
