import { onTestFinished } from 'vitest';
import { readConfig } from '../config.ts';
import { startContext } from '../context.ts';
import type { Context } from '../context.ts';
import { makeAgent } from './make.ts';
import { PlainStages } from './plain-stages.ts';

/** A server with one agent that says literally what it is told to, until the test has ended. */
export async function startWholeServer(database: string, attachments: string): Promise<Context> {
  const config = readConfig({
    PORT: '0',
    BATON_DATABASE: database,
    BATON_DATABASE_WAIT: '0',
    BATON_ATTACHMENTS: attachments,
    BATON_LOG_LEVEL: 'silent',
  });
  const options = { stages: new PlainStages().stages, pages: { console: null, chat: null } };
  const context = await startContext(config, options, async ({ app }) => {
    await app.directory.putAgent(makeAgent());
  });
  onTestFinished(() => context[Symbol.asyncDispose]());
  return context;
}
