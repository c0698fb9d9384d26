import { setTimeout as delay } from 'node:timers/promises';
import { quantile } from '../measure/statistics.ts';
import { RawConnection } from './raw-connection.ts';
import { oneOf, prepareRequests } from './requests.ts';

export interface SteadyPlan {
  readonly port: number;
  readonly paths: readonly string[];
  readonly body: string;
  /** Posts a second. */
  readonly rate: number;
}

export interface SteadyResult {
  readonly sent: number;
  readonly failures: number;
  /** Messages that were acknowledged. */
  readonly succeeded: number;
  readonly seconds: number;
  /** Milliseconds from request to answer. */
  readonly p99: number;
}

const CONNECTIONS = 64;

/** Open loop: posts leave when they are due, as long as one of the connections is free, until `stop`. */
export class SteadyPosts {
  readonly #running: Promise<SteadyResult>;
  #stopped = false;

  constructor(plan: SteadyPlan) {
    this.#running = this.#run(plan);
  }

  stop(): Promise<SteadyResult> {
    this.#stopped = true;
    return this.#running;
  }

  async #run(plan: SteadyPlan): Promise<SteadyResult> {
    const requests = prepareRequests({ ...plan, method: 'POST' });
    const connections = await Promise.all(
      Array.from({ length: CONNECTIONS }, () => RawConnection.open(plan.port)),
    );
    const free = [...connections];
    const latencies: number[] = [];
    let [sent, failures, succeeded] = [0, 0, 0];
    const post = async (connection: RawConnection): Promise<void> => {
      const began = performance.now();
      const { status } = await connection.ask(oneOf(requests));
      latencies.push(performance.now() - began);
      if (status === 201) succeeded++;
      else failures++;
      // One that has broken answers no more.
      if (status !== 0) free.push(connection);
    };
    const began = performance.now();
    const seconds = (): number => (performance.now() - began) / 1000;
    const underway: Promise<void>[] = [];
    while (!this.#stopped) {
      while (sent < seconds() * plan.rate) {
        const connection = free.pop();
        if (connection === undefined) break;
        sent++;
        underway.push(post(connection));
      }
      await delay(1);
    }
    const length = seconds();
    await Promise.all(underway);
    for (const connection of connections) connection.close();
    return { sent, failures, succeeded, seconds: length, p99: quantile(latencies, 0.99) };
  }
}
