import { DEFAULT_DEPARTMENT_POLICY } from '@baton/protocol';
import { HybridArticleSearch } from '../adapters/articles/hybrid-article-search.ts';
import type { App, TurnRequest } from '../app/app.ts';
import { HandoffChanges } from '../app/handoff-changes.ts';
import { Lines } from '../app/waiting/lines.ts';
import { Staff } from '../app/staff/staff.ts';
import { Behaviours } from '../app/behaviour/behaviours.ts';
import { Author } from '../sdk/author.ts';
import { KeptLog } from './kept-log.ts';
import { openMemory } from './open-memory.ts';
import type { MemoryFixture } from './open-memory.ts';

export interface MemoryAuthor {
  readonly author: Author;
  readonly behaviours: Behaviours;
  readonly app: App;
  /** Turns that were asked for: none of them runs. */
  readonly started: readonly { readonly sessionId: string; readonly request: TurnRequest }[];
}

/** An author whose work goes into stores in memory, without a server and its turns. */
export async function memoryAuthor(memory: MemoryFixture = openMemory()): Promise<MemoryAuthor> {
  const behaviours = await Behaviours.open(memory.behaviour);
  const started: { sessionId: string; request: TurnRequest }[] = [];
  const log = new KeptLog();
  const { clock } = memory;
  const staff = await Staff.open(memory.desk, { clock, log, defaults: DEFAULT_DEPARTMENT_POLICY });
  const app: App = {
    sessions: memory.sessions,
    directory: memory.directory,
    traces: memory.traces,
    moderator: null,
    articleSearch: new HybridArticleSearch(null),
    textAnalyser: null,
    clock,
    wakeUps: memory.wakeUps,
    turns: {
      start: (sessionId, request) => void started.push({ sessionId, request }),
      cancel: () => undefined,
      isRunning: () => false,
    },
    policy: {},
    staff,
    lines: new Lines(new HandoffChanges({ ...memory, clock, log }), staff),
    log,
  };
  return { author: new Author({ app, behaviours }), behaviours, app, started };
}
