import type { App } from '../../packages/server/src/app/app.ts';

/** A handoff that entered a stage: durable at `at`, nanoseconds of the machine's monotonic clock. */
export interface DeskStamp {
  readonly handoffId: string;
  readonly stage: string;
  readonly operatorId: string | null;
  readonly at: number;
}

/** Notes when each change of stage became durable, before anybody is answered. */
export class DeskStamps {
  readonly #app: App;
  readonly #stages = new Map<string, string>();
  #stamps: DeskStamp[] = [];

  constructor(app: App) {
    this.#app = app;
    const { wakeUps } = app;
    const notify = wakeUps.notify.bind(wakeUps);
    wakeUps.notify = (sessionId, handoffId, ...more) => {
      if (handoffId !== null) void this.#add(handoffId, Number(process.hrtime.bigint()));
      notify(sessionId, handoffId, ...more);
    };
  }

  /** Those since the last time. */
  take(): DeskStamp[] {
    const taken = this.#stamps;
    this.#stamps = [];
    return taken;
  }

  async #add(handoffId: string, at: number): Promise<void> {
    const handoff = await this.#app.sessions.readHandoff(handoffId);
    if (handoff === null || this.#stages.get(handoffId) === handoff.stage) return;
    this.#stages.set(handoffId, handoff.stage);
    const operatorId = handoff.offer?.operator.id ?? handoff.operator?.id ?? null;
    this.#stamps.push({ handoffId, stage: handoff.stage, operatorId, at });
  }
}
