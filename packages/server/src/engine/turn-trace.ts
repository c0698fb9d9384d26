/** One call of a language model, for the trace. */
export interface ModelCallTrace {
  /** What for: `match`, `plan`, `compose`, … */
  readonly purpose: string;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly milliseconds: number;
}

/** Where stages note what they did; the engine adds how long each took and what came of it. */
export interface TurnTrace {
  modelCall(call: ModelCallTrace): void;
  /** A stage went on without the model, e.g. because none answered. `reason` is for people, without secrets. */
  fellBack(stage: string, reason: string): void;
  /** How sure the AI was of what it composed, 0..1, and how many turns in a row brought the customer no further. */
  answer(confidence: number, stalledTurns: number): void;
}

export const NO_TRACE: TurnTrace = {
  modelCall: () => undefined,
  fellBack: () => undefined,
  answer: () => undefined,
};
