/** When the embedded stages call for a person (H4.2). */
export interface Thresholds {
  /** Score from which a message is a request for a person, 0..1. */
  readonly request: number;
  /** Score from which a customer is frustrated, 0..1. */
  readonly frustration: number;
  /** Times the same question is put until a person is called. */
  readonly repeated: number;
  /** Confidence below which an answer is unsure, 0..1. */
  readonly confidence: number;
  /** Unsure answers in a row; before the last of them the customer is asked what he means. */
  readonly unsureTurns: number;
  /** Turns in a row without progress. */
  readonly stalledTurns: number;
}

export const DEFAULT_THRESHOLDS: Thresholds = {
  request: 0.7,
  frustration: 0.75,
  repeated: 3,
  confidence: 0.4,
  unsureTurns: 2,
  stalledTurns: 6,
};
