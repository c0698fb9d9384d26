import type { Counts } from './counts.ts';

/** What a handoff adds to the figures of one department and one operator. Times are seconds; null: there is none. */
export interface MeasureRow {
  readonly department: string;
  /** Null: nobody, or a person outside. */
  readonly operator: string | null;
  readonly counts: Counts;
  readonly acceptance: number | null;
  readonly firstWord: number | null;
  /** All stretches of the handoff together. */
  readonly handling: number | null;
  /** This operator's own part of it. */
  readonly worked: number | null;
}

export const NO_ROW_TIMES: Pick<MeasureRow, 'acceptance' | 'firstWord' | 'handling' | 'worked'> = {
  acceptance: null,
  firstWord: null,
  handling: null,
  worked: null,
};
