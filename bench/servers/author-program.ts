import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BUILT = new URL('../../packages/server/dist/index.js', import.meta.url);

/** What an agent's author writes, on the built package: one guideline with examples, as plain JavaScript. */
const PROGRAM = `
const began = performance.now();
const { Server } = await import(${JSON.stringify(BUILT.href)});
const imported = performance.now() - began;
const server = await Server.start({}, async (author) => {
  const agent = await author.createAgent({ name: 'Bench' });
  const examples = ['when are you open', 'are you there on sundays', 'opening hours please'];
  await agent.createGuideline({ condition: 'The customer asks for opening hours', say: 'Nine to five.', examples });
});
process.send({ url: server.url, imported });
process.on('message', async (wish) => {
  if (wish === 'ready') await server.ready();
  process.send({ rss: process.memoryUsage().rss });
});
process.on('disconnect', () => process.exit());
`;

export interface AuthorProgram extends AsyncDisposable {
  readonly url: string;
  /** When its process was started, on this process's clock. */
  readonly began: number;
  /** Milliseconds that loading the package took. */
  readonly imported: number;
  /** Resident bytes, with what is only garbage. */
  rss(): Promise<number>;
  /** Resolves when the agent's examples have been encoded. */
  ready(): Promise<void>;
}

/** Starts a server as its author would, in an empty folder, on what `npm run build` has made. */
export async function startAuthorProgram(
  folder: string,
  settings: Readonly<Record<string, string>>,
): Promise<AuthorProgram> {
  const program = join(folder, 'author.mjs');
  writeFileSync(program, PROGRAM);
  const began = performance.now();
  const child = fork(program, {
    execArgv: [],
    env: {
      ...process.env,
      PORT: '0',
      BATON_DATABASE: `sqlite:${join(folder, 'baton.db')}`,
      BATON_API_KEYS: '',
      BATON_LOG_LEVEL: 'error',
      ...settings,
    },
  });
  const { url, imported } = await nextMessage<{ url: string; imported: number }>(child);
  const ask = (wish: string): Promise<{ rss: number }> => {
    child.send(wish);
    return nextMessage(child);
  };
  return {
    url,
    began,
    imported,
    rss: async () => (await ask('rss')).rss,
    ready: async () => {
      await ask('ready');
    },
    async [Symbol.asyncDispose]() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

async function nextMessage<T>(child: ChildProcess): Promise<T> {
  const ended = new AbortController();
  const exit = once(child, 'exit', { signal: ended.signal }).then(() => {
    throw new Error('the server has ended');
  });
  try {
    const [message] = (await Promise.race([once(child, 'message'), exit])) as [T];
    return message;
  } finally {
    exit.catch(() => undefined);
    ended.abort();
  }
}
