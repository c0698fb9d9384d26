import type { MeasureRow } from '../../../core/analytics/measure-row.ts';

/** What a handoff adds to the figures now, in the place of all that it added before. */
export interface MeasuredHandoff {
  readonly key: number;
  readonly id: string;
  /** The number its note had: one that has a higher one by now stays due. */
  readonly changes: number;
  readonly hour: number;
  readonly reason: string;
  readonly trigger: string;
  readonly agent: string;
  /** '' where it has none, as of the trigger. */
  readonly disposition: string;
  readonly rows: readonly MeasureRow[];
  /** Why it could not be measured; it then adds nothing. */
  readonly fault: string | null;
}
