import type { EventStatus, Json, JsonObject } from '@baton/protocol';
import type { MessageChecker } from '../ports/engine-stages.ts';
import type { Emitter } from './tool-context.ts';
import type { TurnContext } from './turn-context.ts';
import type { TurnLog } from './turn-log.ts';
import type { TurnWriter } from './turn-writer.ts';

/** What tools emit: in the log at once, in the AI's name, under the turn's fence. */
export class EmittedWords implements Emitter {
  readonly #context: TurnContext;
  readonly #writer: TurnWriter;
  readonly #log: TurnLog;
  readonly #checker: MessageChecker;
  readonly #record: (text: string, due: number | null) => Promise<void>;
  #recording: Promise<unknown> = Promise.resolve();
  #promise: string | null = null;

  /** `record`: puts a promise on record. */
  constructor(
    context: TurnContext,
    writer: TurnWriter,
    log: TurnLog,
    checker: MessageChecker,
    record: (text: string, due: number | null) => Promise<void>,
  ) {
    this.#record = record;
    this.#context = context;
    this.#writer = writer;
    this.#log = log;
    this.#checker = checker;
  }

  /** Words of a tool that promised a person; null when none did. The turn has to keep it (H3.3). */
  get promise(): string | null {
    return this.#promise;
  }

  async message(text: string): Promise<void> {
    const promise = await this.#checker.findTransferPromise(text);
    await this.#writer.append([this.#log.message(this.#context.agent, text)]);
    this.#promise ??= promise?.quote ?? null;
  }

  async status(status: EventStatus, data: JsonObject): Promise<void> {
    const { stage, ...rest } = data;
    // That a turn is over is for the turn alone to say: clients stop waiting for its answer then.
    const told = stage === undefined || stage === 'completed' ? rest : data;
    await this.#writer.append([this.#log.status(status, told)]);
  }

  /** One after another: each is written with those before it. */
  commit(text: string, due: number | null): Promise<void> {
    const recorded = this.#recording.then(() => this.#record(text, due));
    this.#recording = recorded.catch(() => undefined);
    return recorded;
  }

  async custom(data: Json): Promise<void> {
    await this.#writer.append([this.#log.custom(data)]);
  }
}
