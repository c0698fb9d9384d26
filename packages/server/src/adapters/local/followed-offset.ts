/** What a question to another clock said of it; microseconds. */
export interface ClockSample {
  /** By one's own clock, when it was asked, and when the answer came. */
  readonly askedAt: number;
  readonly answeredAt: number;
  /** By the other clock, somewhen between the two. */
  readonly at: number;
}

/**
 * What to add to one's own clock to have the other's. The answer was given between question and arrival, so the truth
 * lies within the round trip: the middle of it is taken at first, and later only what no longer fits is moved, just as
 * far as it must be. So a slow answer changes nothing, and the quickest ones decide.
 */
export function followedOffset(offset: number | null, { askedAt, answeredAt, at }: ClockSample): number {
  const least = at - answeredAt;
  const most = at - askedAt;
  if (offset === null) return (least + most) / 2;
  return Math.max(least, Math.min(most, offset));
}
