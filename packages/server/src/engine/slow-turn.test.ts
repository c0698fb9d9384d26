import { expect, test } from 'vitest';
import { openMemory } from '../testing/open-memory.ts';
import { PlainStages, say } from '../testing/plain-stages.ts';
import { showLog } from '../testing/show-log.ts';
import { TestApp } from '../testing/test-app.ts';
import { turnsOfTheLoop, until } from '../testing/until.ts';

test('C22 a turn that takes eight seconds is slow and has not failed: it answers, and nobody is asked for', async () => {
  const stores = openMemory();
  const plain = new PlainStages();
  const { promise, resolve: letGo } = Promise.withResolvers<void>();
  let reached = false;
  plain.compose = async () => {
    reached = true;
    await promise;
    return say('Here it is.');
  };
  await using server = await TestApp.start({ ...stores, stages: plain.stages });
  await server.open();
  await server.customerSays('Where is my parcel?');
  await until(() => reached);
  await stores.clock.advance(8, () => turnsOfTheLoop(10));
  expect(await stores.sessions.readOpenHandoff('s')).toBeNull();
  letGo();
  await server.turns.idle();
  expect(await showLog(stores.sessions, 's')).toContain('ai_agent: Here it is.');
  expect(await stores.sessions.listHandoffs({ limit: 1 })).toEqual([]);
});
