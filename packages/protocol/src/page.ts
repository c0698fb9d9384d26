/** One page of a list that was asked for with `limit`. */
export interface Page<T> {
  items: T[];
  /** All matches, whatever the cursor. */
  total_count: number;
  has_more: boolean;
  next_cursor: string | null;
}
