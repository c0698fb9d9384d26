import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { TempFolder } from '../../testing/temp-folder.ts';
import { openConnection } from './open-connection.ts';

const COMMITS = 30;

function straceWorks(): boolean {
  const tried = spawnSync('strace', ['-o', '/dev/null', 'true']);
  return tried.error === undefined && tried.status === 0;
}

const watched = straceWorks();
if (!watched) {
  process.stdout.write('\n*** strace cannot be used here: that commits are synced is NOT measured. ***\n\n');
}

describe('H1.2: durable before acknowledged', () => {
  test('the writing connection has a write-ahead log and syncs it at every commit', () => {
    using folder = new TempFolder();
    using db = openConnection(folder.join('x.db'), 'write');
    const pragma = (name: string): unknown => Object.values(db.prepare(`PRAGMA ${name}`).get()!)[0];
    expect(pragma('journal_mode')).toBe('wal');
    // 2 is FULL: the write-ahead log is synced before a commit returns. 1, NORMAL, would lose the last ones.
    expect(pragma('synchronous')).toBe(2);
  });

  test('the reading connection cannot write', () => {
    using folder = new TempFolder();
    const path = folder.join('x.db');
    using writer = openConnection(path, 'write');
    writer.exec('CREATE TABLE t (n INTEGER)');
    using reader = openConnection(path, 'read');
    expect(() => reader.exec('INSERT INTO t VALUES (1)')).toThrow(/readonly/);
  });

  test.skipIf(!watched)(
    'counted from outside, no commit is acknowledged before another sync of the disk',
    () => {
      using folder = new TempFolder();
      const trace = folder.join('trace');
      const script = fileURLToPath(new URL('../../testing/durability/commit-one-by-one.ts', import.meta.url));
      execFileSync('strace', [
        ...['-f', '-e', 'trace=fsync,fdatasync,write', '-o', trace],
        ...[process.execPath, '--conditions=baton-source', script, folder.join('x.db'), String(COMMITS)],
      ]);
      let syncs = 0;
      let begun = false;
      const synced: number[] = [];
      for (const line of readFileSync(trace, 'utf8').split('\n')) {
        if (line.includes('write(1, "begin')) begun = true;
        if (begun && /(?:fsync|fdatasync)(?:\(.*\)| resumed>.*\))\s+= 0/.test(line)) syncs++;
        if (line.includes('write(1, "acknowledged')) synced.push(syncs);
      }
      process.stdout.write(`strace: ${COMMITS} single commits, ${synced.at(-1)} syncs\n`);
      expect(synced).toHaveLength(COMMITS);
      for (const [index, count] of synced.entries()) expect(count).toBeGreaterThanOrEqual(index + 1);
    },
  );
});
