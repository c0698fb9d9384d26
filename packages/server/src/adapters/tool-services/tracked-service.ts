import type { ToolServiceRecord } from '../../core/behaviour/tool-service.ts';
import type { Clock, ScheduledTask } from '../../ports/clock.ts';
import type { OfferedTool } from '../../ports/tool-services.ts';
import { CallGate } from './call-gate.ts';
import type { ServiceConnection } from './service-connection.ts';
import { ServiceFault } from './service-fault.ts';

const SECOND = 1_000_000;
const REFRESH_SECONDS = 60;
const LONGEST_WAIT_SECONDS = 60;
/** After word that tools have changed: a server that says so all the time is asked once in this while. */
const SOON_SECONDS = 1;

export interface TrackedServiceOptions {
  readonly record: ToolServiceRecord;
  readonly connect: (onToolsChanged: () => void) => ServiceConnection;
  readonly clock: Clock;
  /** Milliseconds that finding out about its tools may take. */
  readonly listTimeout: number;
  readonly onTools: (tools: readonly OfferedTool[]) => void;
  /** It could not be reached, and could before. */
  readonly onLost: (error: unknown) => void;
  readonly onReached: (tools: number) => void;
}

/**
 * One service and the tools it is known to have. It is asked for them when it is added, when somebody asks, every
 * minute, and soon after it said that they have changed. While it cannot be reached the pause doubles from a
 * second to a minute, and the tools it had stay: a call of one of them fails by itself. However many ask, one
 * request is under way.
 */
export class TrackedService implements AsyncDisposable {
  readonly record: ToolServiceRecord;
  readonly #options: TrackedServiceOptions;
  readonly #connection: ServiceConnection;
  readonly #ended = new AbortController();
  readonly #gate = new CallGate();
  #listed: readonly OfferedTool[] | null = null;
  #tools: readonly OfferedTool[] = [];
  #failures = 0;
  #refreshing: Promise<readonly OfferedTool[]> | null = null;
  #timer: ScheduledTask | null = null;

  constructor(options: TrackedServiceOptions) {
    this.record = options.record;
    this.#options = options;
    this.#connection = options.connect(() => this.#schedule(SOON_SECONDS));
  }

  /** Its tools as they are now. Rejects with a ServiceFault. */
  refresh(): Promise<readonly OfferedTool[]> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  /** Asks for its tools without anybody waiting. */
  refreshAlone(): void {
    // What went wrong has been told by then.
    this.refresh().catch(() => undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended.abort(new ServiceFault('unreachable', 'the service has been removed'));
    this.#timer?.cancel();
    await this.#connection[Symbol.asyncDispose]();
    await this.#refreshing?.catch(() => undefined);
  }

  async #refresh(): Promise<readonly OfferedTool[]> {
    const { signal } = this.#ended;
    const { listTimeout, onLost, onReached } = this.#options;
    try {
      const within = AbortSignal.any([signal, AbortSignal.timeout(listTimeout)]);
      const listed = await this.#connection.fetchTools(within);
      signal.throwIfAborted();
      const isNews = this.#failures > 0 || this.#listed === null;
      this.#failures = 0;
      this.#take(listed);
      if (isNews) onReached(listed.length);
      return this.#tools;
    } catch (error) {
      if (!signal.aborted && this.#failures++ === 0) onLost(error);
      throw error;
    } finally {
      this.#schedule(
        this.#failures === 0 ? REFRESH_SECONDS : Math.min(LONGEST_WAIT_SECONDS, 2 ** (this.#failures - 1)),
      );
    }
  }

  /** A list that has not changed leaves everything that was compiled from it as it is. */
  #take(listed: readonly OfferedTool[]): void {
    if (listed === this.#listed) return;
    this.#listed = listed;
    const byName = new Map(listed.map((tool) => [tool.definition.name, tool]));
    this.#tools = [...byName.values()].map(({ definition, createdAt }) => ({
      definition: this.#gate.guard(definition),
      createdAt,
    }));
    this.#options.onTools(this.#tools);
  }

  #schedule(seconds: number): void {
    this.#timer?.cancel();
    if (this.#ended.signal.aborted) return;
    const { clock } = this.#options;
    this.#timer = clock.schedule(clock.now() + seconds * SECOND, () => this.refreshAlone());
  }
}
