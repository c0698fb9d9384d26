import { monitorEventLoopDelay } from 'node:perf_hooks';
import { HealthSchema } from '@baton/protocol';
import type { Health, HealthStatus } from '@baton/protocol';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';

const RESOLUTION_MS = 20;

/** `GET /healthz`: whether the process keeps up and the store answers. */
export function healthRoutes(parts: ServerParts): void {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  parts.server.addHook('onClose', async () => {
    delay.disable();
  });
  route(parts, {
    method: 'GET',
    path: '/healthz',
    operation: 'health.read',
    tag: 'health',
    summary: 'Health of this server',
    response: HealthSchema,
    status: 200,
    async handle(): Promise<Health> {
      // The histogram counts the sampling interval itself.
      const latency = Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS);
      delay.reset();
      const eventLoop = grade(Number.isFinite(latency) ? latency : 0);
      const store: HealthStatus = (await parts.app.sessions.ping().catch(() => false))
        ? 'healthy'
        : 'unhealthy';
      return {
        instance_id: parts.instanceId,
        status: worst(eventLoop, store),
        checks: {
          event_loop: { status: eventLoop, latency_ms: Math.round(latency * 100) / 100 },
          store: { status: store },
        },
      };
    },
  });
}

/** Parlant's thresholds. */
function grade(latencyMs: number): HealthStatus {
  if (latencyMs >= 500) return 'unhealthy';
  return latencyMs >= 200 ? 'degraded' : 'healthy';
}

function worst(...statuses: HealthStatus[]): HealthStatus {
  if (statuses.includes('unhealthy')) return 'unhealthy';
  return statuses.includes('degraded') ? 'degraded' : 'healthy';
}
