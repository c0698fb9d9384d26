import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own needs the rights of root. */
export const HAS_SMALL_DISKS: boolean = canMount();

/** Said where tests are skipped. */
export const NO_SMALL_DISKS = 'no file system may be mounted here: run it as root';

/** A real file system of a few megabytes in memory, which can be filled and made read-only. */
export class SmallDisk implements Disposable {
  readonly path: string = mkdtempSync(join(tmpdir(), 'baton-disk-'));
  readonly #fillers: string[] = [];

  constructor(megabytes: number) {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', this.path]);
  }

  join(name: string): string {
    return join(this.path, name);
  }

  /** Takes all that is free but `bytes`. */
  fill(bytes = 0): void {
    const { bavail, bsize } = statfsSync(this.path);
    const filler = this.join(`filler-${this.#fillers.length}`);
    this.#fillers.push(filler);
    writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
  }

  free(): void {
    for (const filler of this.#fillers.splice(0)) rmSync(filler, { force: true });
  }

  /** Possible only while no file on it is open for writing. */
  mountAgain(how: 'ro' | 'rw'): void {
    execFileSync('mount', ['-o', `remount,${how}`, this.path]);
  }

  [Symbol.dispose](): void {
    // Whatever still has a file open keeps it until it ends.
    execFileSync('umount', ['--lazy', this.path]);
    rmSync(this.path, { recursive: true, force: true });
  }
}

function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const path = mkdtempSync(join(tmpdir(), 'baton-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path]).status === 0;
  if (mounted) spawnSync('umount', [path]);
  rmSync(path, { recursive: true, force: true });
  return mounted;
}
