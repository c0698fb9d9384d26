import type { Citation } from '@baton/protocol';

/** What a turn says, before it becomes a composition. */
export interface Reply {
  readonly text: string;
  /** How sure it is that this helps, 0..1. */
  readonly confidence: number;
  /** Whether it brought the customer further; null for courtesies, which count neither way. */
  readonly progress: boolean | null;
  /** The articles it tells from. */
  readonly citations?: readonly Citation[];
  /** Guidelines the customer is asked to choose from. */
  readonly choices?: readonly string[];
  /** The question is settled: what a tool was waiting for is no longer asked. */
  readonly settled?: boolean;
}
