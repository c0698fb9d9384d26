import type { App } from '../app/app.ts';
import type { EngineStages } from '../ports/engine-stages.ts';
import type { SessionRecord } from '../ports/session-store.ts';
import type { AuthorCode } from './author-code.ts';
import { orAborted } from '../ports/or-aborted.ts';
import type { Emitter } from './tool-context.ts';
import type { TurnContext } from './turn-context.ts';
import type { TurnLog } from './turn-log.ts';
import type { TurnRecorder } from './turn-recorder.ts';
import type { TurnWriter } from './turn-writer.ts';

/** What the parts of one turn work with. */
export class TurnScope {
  readonly app: App;
  readonly stages: EngineStages;
  readonly session: SessionRecord;
  /** As the turn began. */
  readonly context: TurnContext;
  readonly author: AuthorCode;
  readonly emitter: Emitter;
  readonly log: TurnLog;
  readonly recorder: TurnRecorder;
  readonly writer: TurnWriter;

  constructor(parts: Omit<TurnScope, 'stage' | 'withVariables'>) {
    this.app = parts.app;
    this.stages = parts.stages;
    this.session = parts.session;
    this.context = parts.context;
    this.author = parts.author;
    this.emitter = parts.emitter;
    this.log = parts.log;
    this.recorder = parts.recorder;
    this.writer = parts.writer;
  }

  /** The same turn, knowing what its variables are. */
  withVariables(variables: TurnContext['variables']): TurnScope {
    const { app, stages, session, author, emitter, log, recorder, writer } = this;
    const context = { ...this.context, variables };
    return new TurnScope({ app, stages, session, context, author, emitter, log, recorder, writer });
  }

  /** Waits for a stage, as long as the turn goes on, and notes how long it took. */
  stage<T>(name: string, run: Promise<T>): Promise<T> {
    return this.recorder.timed(name, orAborted(run, this.context.signal));
  }
}
