import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SessionEvent } from '@baton/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  accepted,
  createSession,
  handoffStep,
  logUntil,
  post,
  readLog,
  say,
  textsFrom,
} from '../testing/conversation.ts';
import { ServerProcess } from '../testing/server-process.ts';
import { TestServer } from '../testing/start-server.ts';

let database: string;
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-crash-'));
  database = join(folder, 'baton.db');
  return () => rm(folder, { recursive: true });
});

describe('H1.2 a server that is killed', () => {
  test('H1.2 has kept everything it acknowledged, without gaps', async () => {
    await using killed = await ServerProcess.start(database);
    const { id } = await createSession(killed.wire);
    const kept: SessionEvent[] = [];
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let n = 0; ; n++)
        kept.push(await post(killed.wire, id, { kind: 'custom', source: 'system', data: { writer, n } }));
    });
    const settled = Promise.allSettled(writers);
    await expect.poll(() => kept.length, { interval: 5, timeout: 15_000 }).toBeGreaterThan(100);
    await killed.kill();
    await settled;
    await using server = await TestServer.start({ database });
    const log = await readLog(server.wire, id);
    expect(log.map((event) => event.offset)).toEqual([...log.keys()]);
    const byOffset = new Map(log.map((event) => [event.offset, event]));
    for (const event of kept) expect(byOffset.get(event.offset)).toEqual(event);
  });

  test('W6.2 answers after the restart what it left unanswered, once', async () => {
    await using killed = await ServerProcess.start(database);
    const { id } = await createSession(killed.wire);
    await say(killed.wire, id, 'never answered');
    await logUntil(killed.wire, id, (log) => log.length > 2);
    await killed.kill();
    await using server = await TestServer.start({ database });
    expect(server.context.recovered).toBe(1);
    await logUntil(server.wire, id, (log) => textsFrom(log, 'ai_agent').length > 0);
    await server.context.turns.idle();
    expect(textsFrom(await readLog(server.wire, id), 'ai_agent')).toEqual(['Reply to: never answered']);
  });

  test('C6 goes on with its handoffs: what became due meanwhile happens at once', async () => {
    await using killed = await ServerProcess.start(database, { BATON_SERVICE_LEVEL: '1' });
    const { id } = await createSession(killed.wire);
    accepted(await killed.wire.post(`/sessions/${id}/handoff`, {}));
    await killed.kill();
    await using server = await TestServer.start({ database });
    await handoffStep(server.wire, id, 'handoff.delayed');
    expect(textsFrom(await readLog(server.wire, id), 'system')).toHaveLength(2);
  });
});
