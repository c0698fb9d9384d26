/** Cosine of two texts' meanings, -1..1. */
export type Cosine = (a: string, b: string) => number;

/** How a message sounds, -1 (bad) to 1 (good). */
export type Sentiment = (message: string) => number;

/** What helps to see frustration where it is at hand; none is needed. */
export interface FrustrationAids {
  readonly cosine?: Cosine;
  readonly sentiment?: Sentiment;
}
