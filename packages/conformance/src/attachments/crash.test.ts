import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Attachment } from '@baton/protocol';
import { expect, test } from 'vitest';
import { createSession } from '../testing/conversation.ts';
import { ServerProcess } from '../testing/server-process.ts';
import { TestServer } from '../testing/start-server.ts';
import { PNG, read, send, upload } from './files.ts';

function kept(database: string): string[] {
  return readdirSync(`${database}.attachments`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}

test('C23 after a kill in the middle of uploads what was acknowledged is there, whole, and nothing else is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-'));
  try {
    const database = join(folder, 'baton.db');
    const killed = await ServerProcess.start(database);
    const { id } = await createSession(killed.wire);
    const content = (n: number): Buffer => Buffer.concat([PNG, Buffer.alloc(200_000, n)]);
    const acknowledged = new Map<string, number>();
    const uploads = Array.from({ length: 40 }, async (_each, n) => {
      const file = (await send(killed.wire, id, content(n), `${n}.png`)).json<Attachment>();
      acknowledged.set(file.id, n);
      if (acknowledged.size === 10) await killed.kill();
    });
    await Promise.allSettled(uploads);
    await killed[Symbol.asyncDispose]();
    expect(acknowledged.size).toBeGreaterThanOrEqual(10);

    await using server = await TestServer.start({ database });
    await server.context.app.attachments?.settled();
    for (const [file, n] of acknowledged) {
      const { status, bytes } = await read(server.wire, `/sessions/${id}/attachments/${file}`);
      expect(status).toBe(200);
      expect(bytes.equals(content(n))).toBe(true);
    }
    const there = kept(database);
    expect(there).toEqual(expect.arrayContaining([...acknowledged.keys()]));
    // Stored, though the answer did not get through: each of them is a file that can be read.
    for (const file of there)
      expect((await read(server.wire, `/sessions/${id}/attachments/${file}`)).status).toBe(200);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('files of a session that was deleted go also when the server ends before it has removed them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-'));
  try {
    const database = join(folder, 'baton.db');
    const killed = await ServerProcess.start(database);
    const { id } = await createSession(killed.wire);
    for (let n = 0; n < 20; n++) await upload(killed.wire, id);
    await killed.wire.delete(`/sessions/${id}`);
    await killed.kill();
    await using server = await TestServer.start({ database });
    await server.context.app.attachments?.settled();
    expect(kept(database)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
