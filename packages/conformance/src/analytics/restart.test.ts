import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AnalyticsClient } from '@baton/client';
import type { Measures } from '@baton/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import { accepted, createSession, say } from '../testing/conversation.ts';
import { ServerProcess } from '../testing/server-process.ts';

const HANDOFFS = 40;

let database: string;
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-analytics-'));
  database = join(folder, 'baton.db');
  return () => rm(folder, { recursive: true });
});

const summary = async ({ url }: { url: string }): Promise<Measures> =>
  (await new AnalyticsClient({ baseUrl: url }).summary()).measures;

describe('after a power cut', () => {
  test('every handoff is in the figures, and none twice, wherever measuring was interrupted', async () => {
    {
      await using killed = await ServerProcess.start(database);
      const asking = Array.from({ length: HANDOFFS }, async () => {
        const { id } = await createSession(killed.wire);
        await say(killed.wire, id, 'hello');
        accepted(await killed.wire.post(`/sessions/${id}/handoff`, {}));
      });
      await Promise.all(asking);
      // Not awaited: it is measuring when it dies.
      void summary(killed).catch(() => null);
      await killed.kill();
    }
    await using server = await ServerProcess.start(database);
    const measures = await summary(server);
    expect(measures).toMatchObject({ sessions: HANDOFFS, handoffs: HANDOFFS, open: HANDOFFS });
    expect(measures.handoff_rate).toEqual({ count: HANDOFFS, of: HANDOFFS, share: 1 });
  });
});
