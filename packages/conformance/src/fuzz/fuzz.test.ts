import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { AGENT, TestServer } from '../testing/start-server.ts';
import { readApiRoutes } from './api-routes.ts';
import { fuzzRequest } from './fuzz-request.ts';
import { FuzzWorld } from './fuzz-world.ts';

const RUNS = 1800;
const SEED = Number(process.env['BATON_FUZZ_SEED'] ?? '20261121');

test('whatever is sent to whatever route of the document: no fault of ours, and every refusal says why', async () => {
  await using server = await TestServer.start();
  const routes = await readApiRoutes(server.wire);
  expect(routes.length).toBeGreaterThan(100);
  const world = new FuzzWorld(server.wire, AGENT.id, routes);
  await world.fill();
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(fuzzRequest(routes, world.ids), async (request) => {
      if (++sent % 150 === 0) await world.fill();
      const fault = await world.send(request);
      if (fault !== null)
        throw new Error(`${request.method} ${request.path} ${request.body?.slice(0, 500) ?? ''}: ${fault}`);
    }),
    { numRuns: RUNS, seed: SEED, endOnFailure: true },
  );
  const asked = routes.map(({ method, path }) => `${method} ${path}`);
  expect(asked.filter((route) => !world.reached.has(route))).toEqual([]);
  // What is refused for its form alone never comes to what may fail.
  const done = [...world.reached.values()].filter((statuses) => [...statuses].some((status) => status < 300));
  expect(done.length).toBeGreaterThan(100);
  expect((await server.wire.get('/healthz')).status).toBe(200);
}, 120_000);
