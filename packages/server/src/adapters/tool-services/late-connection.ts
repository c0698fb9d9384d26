import type { OfferedTool } from '../../ports/tool-services.ts';
import type { ServiceConnection } from './service-connection.ts';

/** A connection whose code is loaded when its tools are first asked for. */
export class LateConnection implements ServiceConnection {
  readonly #load: () => Promise<ServiceConnection>;
  #connection: Promise<ServiceConnection> | null = null;

  constructor(load: () => Promise<ServiceConnection>) {
    this.#load = load;
  }

  async fetchTools(signal: AbortSignal): Promise<readonly OfferedTool[]> {
    this.#connection ??= this.#load();
    const connection = await this.#connection;
    signal.throwIfAborted();
    return connection.fetchTools(signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const connection = await this.#connection?.catch(() => null);
    await connection?.[Symbol.asyncDispose]();
  }
}
