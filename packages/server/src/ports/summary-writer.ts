import type { Json } from '@baton/protocol';

/** What a summary is written of: the conversation as it was, and what tools answered. All of it is data. */
export interface SummaryRequest {
  /** Oldest first; of a long conversation the beginning and the newest part. */
  readonly lines: readonly { readonly from: 'customer' | 'ai' | 'operator'; readonly text: string }[];
  readonly tools: readonly { readonly tool: string; readonly result: Json }[];
  readonly signal: AbortSignal;
}

/** One sentence each; null where there is nothing to say. Not checked yet. */
export interface WrittenSummary {
  /** What the customer wants. */
  readonly wants: string;
  /** What was tried. */
  readonly tried: string | null;
  /** What is open. */
  readonly open: string | null;
  /** What it is about, in a few words. */
  readonly intent: string | null;
}

/** Port: writes what an operator reads first (H5.4). Rejects when it cannot: the extract stays then. */
export interface SummaryWriter {
  write(request: SummaryRequest): Promise<WrittenSummary>;
}
