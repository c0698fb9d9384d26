import { spawnSync } from 'node:child_process';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { median } from './statistics.ts';

/** What a reader needs to know of the machine, one line each. */
export function machineFacts(dataFolder: string): string[] {
  const { total, times } = { total: totalmem() / 2 ** 30, times: syncTimes(dataFolder) };
  return [
    `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} cores, ${total.toFixed(0)} GiB`,
    `${type()} ${release()}, Node ${process.version}`,
    `database on ${fileSystem(dataFolder)}; append and fdatasync of 400 bytes: ${median(times).toFixed(2)} ms (median of ${times.length})`,
    'load generator on the same machine, over loopback',
  ];
}

/** How many appends of an event's size the disk syncs a second, one by one. */
export function syncsPerSecond(folder: string): number {
  return 1000 / median(syncTimes(folder));
}

/** Milliseconds of appends that are synced one by one. */
function syncTimes(folder: string): number[] {
  const own = mkdtempSync(join(folder, 'sync-'));
  const file = openSync(join(own, 'log'), 'a');
  try {
    return Array.from({ length: 200 }, () => {
      const began = performance.now();
      writeSync(file, Buffer.alloc(400, 'x'));
      fdatasyncSync(file);
      return performance.now() - began;
    });
  } finally {
    closeSync(file);
    rmSync(own, { recursive: true });
  }
}

const FILE_SYSTEMS = new Map([
  [0xef53, 'ext4'],
  [0x58465342, 'xfs'],
  [0x9123683e, 'btrfs'],
  [0x01021994, 'tmpfs, which is not a disk'],
  [0x794c7630, 'overlayfs'],
]);

function fileSystem(folder: string): string {
  const { type: kind } = statfsSync(folder);
  return FILE_SYSTEMS.get(kind) ?? `a file system of type 0x${kind.toString(16)}`;
}

/** How many files a process of this user may have open. */
export function mostOpenFiles(): number {
  const { stdout } = spawnSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' });
  const limit = Number(stdout?.trim());
  return Number.isFinite(limit) ? limit : Infinity;
}
