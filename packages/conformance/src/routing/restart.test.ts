import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatonClient, StaffClient } from '@baton/client';
import type { Handoff } from '@baton/protocol';
import { beforeEach, expect, test } from 'vitest';
import { createSession } from '../testing/conversation.ts';
import { ServerProcess } from '../testing/server-process.ts';

const IDA = { id: 'ida', name: 'Ida' } as const;

let database: string;
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-routing-'));
  database = join(folder, 'baton.db');
  return () => rm(folder, { recursive: true });
});

async function ask(server: ServerProcess): Promise<Handoff> {
  const { id } = await createSession(server.wire);
  return new BatonClient({ baseUrl: server.url }).requestHandoff(id);
}

test('H6.4 killed and started again: an offer is still his and ends at its time, slots are counted, the oldest goes first', async () => {
  let asked: Handoff[];
  let before: unknown;
  {
    await using killed = await ServerProcess.start(database);
    const staff = new StaffClient({ baseUrl: killed.url });
    const desk = new BatonClient({ baseUrl: killed.url });
    await staff.createOperator({ ...IDA, max_chats: 2 });
    await staff.setPresence('ida', 'available');
    asked = [await ask(killed), await ask(killed), await ask(killed), await ask(killed)];
    await expect.poll(async () => (await desk.readHandoff(asked[1]!.id)).stage).toBe('offered');
    await desk.accept(asked[0]!.id, { operator: IDA });
    before = (await desk.readHandoff(asked[1]!.id)).offer;
    await killed.kill();
  }
  await using server = await ServerProcess.start(database);
  const desk = new BatonClient({ baseUrl: server.url });
  const stages = (): Promise<string[]> =>
    Promise.all(asked.map(async ({ id }) => (await desk.readHandoff(id)).stage));
  expect((await desk.readHandoff(asked[1]!.id)).offer).toEqual(before);
  expect(await stages()).toEqual(['active', 'offered', 'queued', 'queued']);
  const ida = await new StaffClient({ baseUrl: server.url }).readOperator('ida');
  expect([ida.active_chats, ida.offers]).toEqual([1, 1]);
  await desk.resolve(asked[0]!.id, { operator: IDA, disposition: 'solved' });
  await expect.poll(stages).toEqual(['resolved', 'offered', 'offered', 'queued']);
});
