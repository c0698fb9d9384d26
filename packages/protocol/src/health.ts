export type HealthStatus = 'healthy' | 'degraded' | 'unhealthy';

/** Answer of `GET /livez`: that there is one says it all. */
export interface Liveness {
  instance_id: string;
  status: 'alive';
}

/**
 * Why a server wants no requests just now: it has not begun yet, it is about to end, its store does not answer, or it
 * has been turning customers away for longer than a burst takes.
 */
export type NotReadyReason = 'starting' | 'draining' | 'store' | 'overloaded';

/** Answer of `GET /readyz`: 200 without a reason, else 503. */
export interface ReadinessView {
  instance_id: string;
  status: 'ready' | 'not-ready';
  reasons: NotReadyReason[];
}

/** Answer of `GET /healthz`. */
export interface Health {
  instance_id: string;
  status: HealthStatus;
  checks: {
    /** Delay of a timer against its due time, in milliseconds; degraded at 200, unhealthy at 500. */
    event_loop: { status: HealthStatus; latency_ms: number };
    /** Whether the event store answers a read. */
    store: { status: HealthStatus };
  };
}
