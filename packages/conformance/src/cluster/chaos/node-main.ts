import { setTimeout as delay } from 'node:timers/promises';
import { readConfig, startContext } from '@baton/server/internals';
import { Random } from '../../../../server/src/testing/interleaving.ts';
import { makeAgent } from '../../../../server/src/testing/make.ts';
import { scriptedStages } from '../../../../server/src/testing/scripted-stages.ts';

/*
 * One node of the cluster that faults are tried on: the real server, with an AI that thinks for a moment and follows
 * a script. Its argument is a seed.
 */

/** Presence that ends within a run: seconds. */
const PRESENCE = { lease: 6, grace: 4 };
const LONGEST_PAUSE_MS = 120;

const random = new Random(Number(process.argv[2]));
const stages = scriptedStages({ pause: () => delay(random.below(LONGEST_PAUSE_MS)) });
const context = await startContext(
  readConfig(process.env),
  { stages, pages: { console: null, chat: null }, presenceTimes: PRESENCE },
  async ({ app }) => {
    await app.directory.putAgent(makeAgent());
    await app.directory.putAgent(makeAgent({ id: 'writing-agent', messageOutputMode: 'stream' }));
  },
);
process.on('SIGTERM', () => {
  void context[Symbol.asyncDispose]().then(() => process.exit(0));
});
