export type HealthStatus = 'healthy' | 'degraded' | 'unhealthy';

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
