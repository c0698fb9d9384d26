/** From where on triggers fire (H4.2). */
export interface Thresholds {
  /** Score from which a message is a request for a person, 0..1. */
  readonly request: number;
  /** Score from which a customer is frustrated, 0..1. */
  readonly frustration: number;
  /** How much more frustrated than a few messages before, 0..1, he may become before he is close to it. */
  readonly frustrationRise: number;
  /** Times the same question is put until a person is called. */
  readonly repeated: number;
  /** Calls of tools that failed in a row. */
  readonly failingTools: number;
  /** Confidence below which an answer is unsure, 0..1. */
  readonly confidence: number;
  /** Unsure answers in a row; before the last of them the customer is asked what he means. */
  readonly unsureTurns: number;
  /** Turns in a row without progress. */
  readonly stalledTurns: number;
  /** Answers of the AI in one conversation, progress or not. The trigger is off where this is not set. */
  readonly mostTurns: number;
}

/**
 * Confidence, frustration and turns without progress are those of H4.2. The others were set on the suites of the
 * repository: 0.7 is where asking for a person is told from asking about one, three times the same question is
 * where nobody believes in another answer.
 */
export const DEFAULT_THRESHOLDS: Thresholds = {
  request: 0.7,
  frustration: 0.75,
  frustrationRise: 0.45,
  repeated: 3,
  failingTools: 3,
  confidence: 0.4,
  unsureTurns: 2,
  stalledTurns: 6,
  mostTurns: 30,
};
