import { quantile } from '../measure/statistics.ts';
import { RawConnection } from './raw-connection.ts';
import { oneOf, prepareRequests } from './requests.ts';
import type { RequestPlan } from './requests.ts';

export interface BurstPlan extends RequestPlan {
  readonly connections: number;
  /** Ends after so many seconds … */
  readonly seconds?: number;
  /** … or after so many requests. */
  readonly requests?: number;
}

export interface BurstResult {
  readonly requests: number;
  /** Answers other than 2xx. */
  readonly failures: number;
  readonly seconds: number;
  /** Milliseconds from request to answer. */
  readonly p50: number;
  readonly p99: number;
}

/** Closed loop: every connection sends its next request when it has the answer to the last one. */
export async function burst(plan: BurstPlan): Promise<BurstResult> {
  const requests = prepareRequests(plan);
  const connections = await Promise.all(
    Array.from({ length: plan.connections }, () => RawConnection.open(plan.port)),
  );
  const latencies: number[] = [];
  const deadline = plan.seconds === undefined ? Infinity : performance.now() + plan.seconds * 1000;
  let left = plan.requests ?? Infinity;
  let failures = 0;
  const began = performance.now();

  const drive = (connection: RawConnection): Promise<void> =>
    new Promise((resolve) => {
      let sent = 0;
      const next = (): void => {
        sent = performance.now();
        if (sent >= deadline || left-- <= 0) return resolve();
        connection.send(oneOf(requests));
      };
      connection.onAnswer = (status) => {
        latencies.push(performance.now() - sent);
        if (status < 200 || status > 299) failures++;
        if (status === 0) resolve();
        else next();
      };
      next();
    });
  await Promise.all(connections.map(drive));

  const seconds = (performance.now() - began) / 1000;
  for (const connection of connections) connection.close();
  return {
    requests: latencies.length,
    failures,
    seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
  };
}
