import type { JsonObject } from '@baton/protocol';

/** A check of guidelines that an author asked for. */
export interface EvaluationRecord {
  readonly id: string;
  readonly createdAt: number;
  readonly status: 'pending' | 'running' | 'completed' | 'failed';
  /** 0..100. */
  readonly progress: number;
  readonly error: string | null;
  /** As on the wire: payload, checksum, approved, data, error. */
  readonly invoices: readonly JsonObject[];
}
