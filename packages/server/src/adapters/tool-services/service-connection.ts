import type { OfferedTool } from '../../ports/tool-services.ts';

/** How tools of one service are found and called, whatever it speaks. Its tools call it by themselves. */
export interface ServiceConnection extends AsyncDisposable {
  /** What it offers now; the very same list as long as nothing has changed. Rejects with a ServiceFault. */
  fetchTools(signal: AbortSignal): Promise<readonly OfferedTool[]>;
}

export interface ServiceLimits {
  /** Milliseconds that one call may take. */
  readonly callTimeout: number;
  /** Milliseconds that finding out about its tools may take. */
  readonly listTimeout: number;
  /** Bytes of a tool's result. */
  readonly result: number;
}

/** Bytes of a list of tools or a description of an API. */
export const LARGEST_LIST: number = 4 * 1024 * 1024;
export const MOST_TOOLS = 500;
