/** How many writes were asked of a store since it was opened, and how many of those have an outcome. */
export interface WriteCounts {
  readonly asked: number;
  readonly settled: number;
}
