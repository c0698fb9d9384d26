import { monitorEventLoopDelay } from 'node:perf_hooks';
import { HealthSchema, LivenessSchema, ReadinessSchema } from '@baton/protocol';
import type { Health, HealthStatus, Liveness, NotReadyReason, ReadinessView } from '@baton/protocol';
import { StoreProbe } from '../load/store-probe.ts';
import { sendJson } from '../send-json.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';

const RESOLUTION_MS = 20;
/** A burst is over before. Where every node has too much to do, one that steps aside makes it worse for the others. */
const OVERLOADED_FOR_MS = 10_000;

/** What balancers and supervisors ask. They are answered whatever else is going on. */
export function healthRoutes(parts: ServerParts): void {
  const probe = new StoreProbe(parts.app.sessions);
  livenessRoute(parts);
  readinessRoute(parts, probe);
  healthRoute(parts, probe);
}

/** `GET /livez`: the process answers. It asks nobody else, because a restart mends nothing but the process. */
function livenessRoute(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: '/livez',
    operation: 'health.read',
    tag: 'health',
    summary: 'Whether the process answers; restart it when it does not',
    response: LivenessSchema,
    status: 200,
    handle: (): Liveness => ({ instance_id: parts.instanceId, status: 'alive' }),
  });
}

/** `GET /readyz`: whether a balancer should send requests here. */
function readinessRoute(parts: ServerParts, probe: StoreProbe): void {
  route(parts, {
    method: 'GET',
    path: '/readyz',
    operation: 'health.read',
    tag: 'health',
    summary: 'Whether requests should be sent to this server; 503 with the reasons when not',
    response: ReadinessSchema,
    status: 200,
    refusals: [503],
    async handle({ reply }) {
      const reasons = await reasonsAgainst(parts, probe);
      const view: ReadinessView = {
        instance_id: parts.instanceId,
        status: reasons.length === 0 ? 'ready' : 'not-ready',
        reasons,
      };
      return reasons.length === 0 ? view : sendJson(reply.code(503), JSON.stringify(view));
    },
  });
}

async function reasonsAgainst(
  { readiness, load }: ServerParts,
  probe: StoreProbe,
): Promise<NotReadyReason[]> {
  const reasons: NotReadyReason[] = [];
  if (readiness.starting) reasons.push('starting');
  if (readiness.draining) reasons.push('draining');
  if (!(await probe.answers())) reasons.push('store');
  if (load.overloadedFor >= OVERLOADED_FOR_MS) reasons.push('overloaded');
  return reasons;
}

/** `GET /healthz`: whether the process keeps up and the store answers. */
function healthRoute(parts: ServerParts, probe: StoreProbe): void {
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
      const store: HealthStatus = (await probe.answers()) ? 'healthy' : 'unhealthy';
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
