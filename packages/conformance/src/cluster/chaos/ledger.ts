import type { SessionEvent } from '@baton/protocol';

/** A message that the cluster has acknowledged. */
export interface Acknowledged {
  readonly sessionId: string;
  /** Who sent it: his messages follow one another in the log as he sent them. */
  readonly writer: string;
  /** Unlike that of any other message. */
  readonly text: string;
  readonly event: SessionEvent;
}

/** What clients of a cluster were told and what befell them, for the checks after the run. */
export class Ledger {
  readonly acknowledged: Acknowledged[] = [];
  readonly sessionIds: Set<string> = new Set();
  /** Answers by status; 0: none came. */
  readonly statuses: Map<number, number> = new Map();
  /** What no fault excuses: `500`, refusals that make no sense. */
  readonly faults: string[] = [];
  readonly acts: Map<string, number> = new Map();

  countStatus(status: number): void {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
  }

  countAct(name: string): void {
    this.acts.set(name, (this.acts.get(name) ?? 0) + 1);
  }
}
