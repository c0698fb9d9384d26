import type { ToolServiceRecord } from '../../core/behaviour/tool-service.ts';
import type { Clock } from '../../ports/clock.ts';
import { LateConnection } from './late-connection.ts';
import { OpenApiConnection } from './openapi/openapi-connection.ts';
import { OutboundHttp } from './outbound/outbound-http.ts';
import type { Resolve } from './outbound/outbound-http.ts';
import { PluginConnection } from './plugin/plugin-connection.ts';
import type { ServiceConnection, ServiceLimits } from './service-connection.ts';
import { ToolServiceRegistry } from './tool-service-registry.ts';
import type { ServiceBehaviours, ServiceLog } from './tool-service-registry.ts';
import type { ToolServiceSettings } from './tool-service-settings.ts';

const LONGEST_LIST_TIMEOUT_MS = 10_000;
/** Before the second and the third attempt to connect. */
const CONNECT_DELAYS_MS: readonly number[] = [250, 1000];

export interface ToolServicesOptions {
  readonly behaviours: ServiceBehaviours;
  readonly clock: Clock;
  readonly log: ServiceLog;
  readonly settings: ToolServiceSettings;
  /** In the place of the system's resolver. */
  readonly resolve?: Resolve;
}

/** The tool services, not yet started. */
export function openToolServices(options: ToolServicesOptions): ToolServiceRegistry {
  const { behaviours, clock, log, settings } = options;
  const http = new OutboundHttp(settings.policy, options.resolve);
  const limits: ServiceLimits = {
    callTimeout: settings.callTimeout,
    listTimeout: Math.min(LONGEST_LIST_TIMEOUT_MS, settings.callTimeout),
    result: settings.resultLimit,
  };
  const connect = (record: ToolServiceRecord, onToolsChanged: () => void): ServiceConnection => {
    const { id: service, url, source, kind } = record;
    const onUnfit = (tool: string, reason: string): void =>
      log.warn({ service, tool, reason }, 'a tool of a service is left out');
    const shared = { service, url, http, limits, now: () => clock.now(), onUnfit };
    switch (kind) {
      case 'sdk':
        return new PluginConnection({ ...shared, onToolsChanged });
      case 'mcp':
        // The protocol's library takes 80 ms and 10 MB: only servers that have such a service load it.
        return new LateConnection(async () => {
          const { McpConnection } = await import('./mcp/mcp-connection.ts');
          return new McpConnection({ ...shared, onToolsChanged, connectDelays: CONNECT_DELAYS_MS });
        });
      case 'openapi':
        return new OpenApiConnection({ ...shared, source: source ?? url });
    }
  };
  return new ToolServiceRegistry({ behaviours, clock, log, http, listTimeout: limits.listTimeout, connect });
}
