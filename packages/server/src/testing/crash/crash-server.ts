import { argv, exit } from 'node:process';
import { readConfig } from '../../config.ts';
import { startContext } from '../../context.ts';
import { Random } from '../interleaving.ts';
import { makeAgent } from '../make.ts';
import { scriptedStages } from '../scripted-stages.ts';
import { turnsOfTheLoop } from '../until.ts';

/* The server that is killed: the real one, with an AI that thinks for a moment. Its address goes to the parent. */

const random = new Random(Number(argv[3]));
const stages = scriptedStages({ pause: () => turnsOfTheLoop(random.below(20)) });
const config = readConfig({ PORT: '0', BATON_DATABASE: `sqlite:${argv[2]}`, BATON_LOG_LEVEL: 'error' });
const context = await startContext(
  config,
  { stages, pages: { console: null, chat: null } },
  async ({ app }) => {
    await app.directory.putAgent(makeAgent());
  },
);
process.on('SIGTERM', () => {
  void context[Symbol.asyncDispose]().then(() => exit(0));
});
process.send?.({ url: context.url, recovered: context.recovered });
