import { BatonClient } from '@baton/client';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { readConfig } from './config.ts';
import { startContext } from './context.ts';
import type { Context } from './context.ts';
import { HeldStage } from './testing/held-stage.ts';
import { makeAgent } from './testing/make.ts';
import { HAS_POSTGRES, NO_POSTGRES, TestPostgres } from './testing/postgres/open-postgres-fixture.ts';
import { scriptedStages } from './testing/scripted-stages.ts';
import type { Script } from './testing/scripted-stages.ts';
import { TempFolder } from './testing/temp-folder.ts';
import { until } from './testing/until.ts';

/** Milliseconds: a node that falls silent is taken for dead soon, also on a machine that is busy. */
const TIMES = { every: 100, ttl: 1500, timeout: 1000 };
const PATIENCE = 60_000;

describe.skipIf(!HAS_POSTGRES)(`turns of nodes that ended${HAS_POSTGRES ? '' : `: ${NO_POSTGRES}`}`, () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await TestPostgres.start();
  });
  afterAll(() => postgres[Symbol.asyncDispose]());

  async function start(database: string, name: string, script: Script): Promise<Context> {
    const files = new TempFolder();
    const config = readConfig({
      PORT: '0',
      BATON_DATABASE: database,
      BATON_ATTACHMENTS: files.join('files'),
      BATON_LOG_LEVEL: 'silent',
      BATON_NODE: name,
    });
    const options = {
      stages: scriptedStages(script),
      pages: { console: null, chat: null },
      nodeTimes: TIMES,
    };
    const node = await startContext(config, options, async ({ app }) => {
      await app.directory.putAgent(makeAgent());
    });
    onTestFinished(async () => {
      await node[Symbol.asyncDispose]();
      files[Symbol.dispose]();
    });
    return node;
  }

  const on = (node: Context): BatonClient => new BatonClient({ baseUrl: node.url });

  /** What the AI said, as any node tells it. */
  async function answers(node: Context, sessionId: string): Promise<string[]> {
    const events = await on(node).listEvents(sessionId);
    return events.flatMap(({ kind, source, data }) =>
      kind === 'message' && source === 'ai_agent' ? [(data as { message: string }).message] : [],
    );
  }

  async function answered(node: Context, sessionId: string): Promise<void> {
    await until(async () => {
      if ((await answers(node, sessionId)).length > 0) return true;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return false;
    });
  }

  async function twoNodes(): Promise<{ held: HeldStage; a: Context; b: Context; sessionId: string }> {
    const database = await postgres.createDatabase();
    const held = new HeldStage('compose');
    const a = await start(database, 'a', held);
    const b = await start(database, 'b', {});
    const { id: sessionId } = await on(a).createSession({ agent_id: 'agent' });
    await on(a).createEvent(sessionId, { kind: 'message', source: 'customer', message: 'hello' });
    await until(() => held.reached === 1);
    return { held, a, b, sessionId };
  }

  test(
    'H1.2 H2.1: a node falls silent in the middle of a turn: another one answers, once',
    async () => {
      const { held, a, b, sessionId } = await twoNodes();
      await a.membership?.node.abandon();
      await answered(b, sessionId);
      held.letGo();
      await a.turns.idle();
      expect(await answers(b, sessionId)).toEqual(['answer to 0']);
    },
    PATIENCE,
  );

  test(
    'H1.2: what a node leaves that ends in the middle of a turn is answered by another one',
    async () => {
      const { held, a, b, sessionId } = await twoNodes();
      await a[Symbol.asyncDispose]();
      await answered(b, sessionId);
      held.letGo();
      expect(await answers(b, sessionId)).toEqual(['answer to 0']);
    },
    PATIENCE,
  );
});
