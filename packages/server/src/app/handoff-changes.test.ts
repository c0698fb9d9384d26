import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { StoreUnavailableError } from '../ports/store-errors.ts';
import { openMemory } from '../testing/open-memory.ts';
import { TestApp } from '../testing/test-app.ts';

test('H3.7: many changes at once are followed with room between them for whatever else there is to do', async () => {
  const stores = openMemory();
  await using server = await TestApp.start(stores);
  const ids = Array.from({ length: 160 }, (_, index) => `s${index}`);
  await Promise.all(
    ids.map(async (id) => {
      await server.open(id);
      await server.button(id);
    }),
  );
  await server.changes.settled();
  let seen = 0;
  const read = stores.sessions.readHandoff.bind(stores.sessions);
  stores.sessions.readHandoff = (id) => {
    seen += 1;
    return read(id);
  };
  for (const id of ids) {
    const open = await stores.sessions.readOpenHandoff(id);
    stores.wakeUps.notify(id, open?.id ?? '');
  }
  // The first is followed at once, all others together after it.
  await setImmediate();
  expect(seen).toBeGreaterThan(0);
  expect(seen).toBeLessThan(ids.length);
  await server.changes.settled();
  expect(seen).toBeGreaterThanOrEqual(ids.length);
});

test('H3.1 a change that the store did not let itself be asked for is told once it does', async () => {
  const stores = openMemory();
  await using server = await TestApp.start(stores);
  await server.open('s');
  await server.changes.settled();
  const told: string[] = [];
  server.changes.subscribe((change) => told.push(change.type));
  const read = stores.sessions.readHandoff.bind(stores.sessions);
  stores.sessions.readHandoff = async () => {
    throw new StoreUnavailableError('it does not answer');
  };
  await server.button('s');
  await server.changes.settled();
  expect(told).toEqual([]);
  stores.sessions.readHandoff = read;
  await stores.clock.advance(2, () => server.changes.settled());
  expect(told).not.toEqual([]);
});
