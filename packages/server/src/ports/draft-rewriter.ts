import type { Rewrite } from '@baton/protocol';

export interface RewriteRequest {
  readonly text: string;
  readonly how: Rewrite;
  /** ISO 639-1, of `translate`. */
  readonly language: string | null;
  readonly signal: AbortSignal;
}

/** Port: says an operator's draft in other words. Rejects when it cannot. */
export interface DraftRewriter {
  rewrite(request: RewriteRequest): Promise<string>;
}
