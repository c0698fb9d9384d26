import { readConfig } from '../../packages/server/src/config.ts';
import type { App } from '../../packages/server/src/app/app.ts';
import { startContext } from '../../packages/server/src/context.ts';
import type { Context } from '../../packages/server/src/context.ts';
import type { PresenceTimes } from '../../packages/server/src/core/presence/lease.ts';
import type { LongPollTimes } from '../../packages/server/src/http/follow/long-poll.ts';
import { answerCommands } from '../process/commands.ts';
import { readMemory, readUsage } from '../process/usage.ts';
import { askForPersons } from './ask-for-persons.ts';
import { AGENT_ID, createSessions } from './create-sessions.ts';
import type { SessionPlan } from './create-sessions.ts';
import { DeskStamps } from './desk-stamps.ts';
import type { DeskStamp } from './desk-stamps.ts';
import { writeArticles } from './write-articles.ts';
import { INSTANT_STAGES } from './instant-stages.ts';
import { SILENT_STAGES } from './silent-stages.ts';
import { Stamps } from './stamps.ts';
import type { Stamp } from './stamps.ts';

/* The server as `npm start` runs it, without pages and with a silent AI, on a database file of its own. */

export interface BatonOptions {
  /** Path of the database, or `postgres://…`. */
  readonly database: string;
  /** As BATON_BUS. */
  readonly bus?: string;
  /** As BATON_API_KEYS; empty for an open server. */
  readonly apiKeys?: string;
  readonly longPollTimes?: LongPollTimes;
  /** Note when each event became durable. */
  readonly stamp?: boolean;
  /** Note when each change of a handoff's stage became durable. */
  readonly stampDesk?: boolean;
  readonly presenceTimes?: PresenceTimes;
  /** Default `silent`. `instant`: knows its answer at once. `embedded`: the product's own, encoder and all. */
  readonly engine?: 'silent' | 'instant' | 'embedded';
}

const STAGES = { silent: SILENT_STAGES, instant: INSTANT_STAGES, embedded: null };
const stamps = new Stamps();
let deskStamps: DeskStamps | null = null;
let context: Context | null = null;

async function start(options: BatonOptions): Promise<{ port: number }> {
  const config = readConfig({
    PORT: '0',
    BATON_DATABASE: options.database.startsWith('postgres:')
      ? options.database
      : `sqlite:${options.database}`,
    BATON_BUS: options.bus,
    BATON_LOG_LEVEL: 'warn',
    BATON_API_KEYS: options.apiKeys,
  });
  const { longPollTimes, presenceTimes, engine = 'silent' } = options;
  const stages = STAGES[engine];
  context = await startContext(
    config,
    {
      ...(stages !== null && { stages }),
      pages: { console: null, chat: null },
      ...(longPollTimes && { longPollTimes }),
      ...(presenceTimes && { presenceTimes }),
    },
    async ({ app }) => {
      await app.directory.putAgent({
        id: AGENT_ID,
        createdAt: app.clock.now(),
        name: 'Bench',
        description: null,
        maxEngineIterations: 1,
        compositionMode: 'fluid',
        messageOutputMode: 'block',
        tags: [],
      });
      if (options.stamp === true) stampWakeUps(app);
      if (options.stampDesk === true) deskStamps = new DeskStamps(app);
    },
  );
  return { port: Number(new URL(context.url).port) };
}

/** The store wakes readers when a write has become durable and before anybody is answered. */
function stampWakeUps({ wakeUps }: App): void {
  const notify = wakeUps.notify.bind(wakeUps);
  wakeUps.notify = (sessionId, ...more) => {
    stamps.add(eventsPath(sessionId));
    notify(sessionId, ...more);
  };
}

function eventsPath(sessionId: string): string {
  return `/sessions/${sessionId}/events`;
}

const commands = {
  start,
  /** Answers the paths of the new sessions' events. */
  createSessions: async (plan: SessionPlan): Promise<string[]> => {
    if (context === null) throw new Error('the server has not been started');
    return (await createSessions(context.app, plan)).map(eventsPath);
  },
  askForPersons: async (count: number): Promise<void> => {
    if (context === null) throw new Error('the server has not been started');
    await askForPersons(context.app, count);
  },
  writeArticles: async (count: number): Promise<void> => {
    if (context === null) throw new Error('the server has not been started');
    await writeArticles(context, count);
  },
  takeDeskStamps: (): DeskStamp[] => deskStamps?.take() ?? [],
  usage: readUsage,
  memory: readMemory,
  takeStamps: (): Stamp[] => stamps.take(),
  stop: async (): Promise<void> => {
    await context?.[Symbol.asyncDispose]();
  },
};
export type BatonCommands = typeof commands;

answerCommands(commands);
