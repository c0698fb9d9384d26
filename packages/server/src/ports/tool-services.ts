import type { ToolServiceKind, ToolServiceRecord } from '../core/behaviour/tool-service.ts';
import type { ToolDefinition } from '../engine/tool-definition.ts';

/** A tool that a service elsewhere offers. */
export interface OfferedTool {
  readonly definition: ToolDefinition;
  /** When it was made, as the service says, or first seen: microseconds since 1970. */
  readonly createdAt: number;
}

export interface PutService {
  readonly name: string;
  readonly kind: ToolServiceKind;
  readonly url: string;
  readonly source: string | null;
}

export type PutServiceOutcome =
  /** `tools`: null when it could not be reached yet; it is tried again by itself. */
  | {
      readonly type: 'stored';
      readonly service: ToolServiceRecord;
      readonly tools: readonly OfferedTool[] | null;
    }
  | { readonly type: 'refused'; readonly reason: string };

export type ReadServiceOutcome =
  | { readonly type: 'found'; readonly service: ToolServiceRecord; readonly tools: readonly OfferedTool[] }
  | { readonly type: 'unreachable' }
  | { readonly type: 'missing' };

/** Port: servers elsewhere whose tools the agents may use. None of them can harm more than a call of its own tools. */
export interface ToolServices {
  /** Stores the service and finds out about its tools, as long as that does not take too long. */
  put(service: PutService): Promise<PutServiceOutcome>;
  /** Oldest first. */
  list(): readonly ToolServiceRecord[];
  /** The service with its tools as they are now. */
  read(name: string): Promise<ReadServiceOutcome>;
  delete(name: string): Promise<'deleted' | 'missing' | 'coded'>;
}
