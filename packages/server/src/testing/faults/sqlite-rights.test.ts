import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { TempFolder } from '../temp-folder.ts';

const NOBODY = 65_534;
const IS_ROOT = process.getuid?.() === 0;

async function openAsNobody(path: string): Promise<string> {
  const script = fileURLToPath(new URL('./open-once.ts', import.meta.url));
  const child = fork(script, [path], {
    execArgv: ['--conditions=baton-source'],
    uid: NOBODY,
    gid: NOBODY,
  });
  const exited = once(child, 'exit');
  const [said] = (await once(child, 'message')) as [string];
  await exited;
  return said;
}

test.skipIf(!IS_ROOT)(
  `a database that the server has no right to is refused, with what to do${IS_ROOT ? '' : ': only root can start others'}`,
  async () => {
    using folder = new TempFolder();
    chmodSync(folder.path, 0o755);
    const inside = folder.join('data');
    mkdirSync(inside);
    const path = folder.join('data/baton.db');
    const advice =
      'Error: the user of this process has no right to it: give him its folder and every file in it';
    // Neither the folder, nor a folder to be made in it, nor a file of somebody else.
    expect(await openAsNobody(path)).toContain(advice);
    expect(await openAsNobody(folder.join('none/baton.db'))).toContain(advice);
    chownSync(inside, NOBODY, NOBODY);
    expect(await openAsNobody(path)).toBe('opened');
    for (const name of readdirSync(inside)) chownSync(folder.join(`data/${name}`), 0, 0);
    expect(await openAsNobody(path)).toContain(advice);
  },
  20_000,
);
