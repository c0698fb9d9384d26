import type { AnalyticsGroup, Measures } from '@baton/protocol';

/** Hours are whole ones since 1970, UTC. */
export interface FiguresQuery {
  readonly fromHour: number;
  /** Exclusive. */
  readonly toHour: number;
  readonly department?: string;
  readonly operator?: string;
  readonly reason?: string;
  readonly trigger?: string;
  readonly agent?: string;
  readonly disposition?: string;
}

export interface Figures {
  /** Of a group, what its handoffs have in common. */
  readonly key: string;
  readonly measures: Measures;
}

export interface MeasuredDue {
  readonly handoffs: number;
  /** Of handoffs that could not be measured, and are in no figures: why. */
  readonly faults: readonly { readonly handoffId: string; readonly error: string }[];
}

/**
 * Port: the figures of handoffs and sessions. Whoever changes a handoff or a session leaves a note in the same
 * transaction; from the notes the figures are put right, each handoff's old ones being replaced as a whole.
 */
export interface AnalyticsStore {
  /** Measures handoffs that have a note, at most `limit`. */
  measureDue(limit: number): Promise<MeasuredDue>;
  /** Figures of all that the query names together. */
  sum(query: FiguresQuery): Promise<Measures>;
  /** By what they have in common, most handoffs first; handoffs that have no such thing are left out. */
  sumGroups(query: FiguresQuery, group: AnalyticsGroup, most: number): Promise<Figures[]>;
  /** One for each period that begins at one of `starts` (hours, ascending) and ends at the next, or at `toHour`. */
  sumPeriods(query: FiguresQuery, starts: readonly number[]): Promise<Measures[]>;
}
