import type { z } from 'zod';

/* Port: a language model. What it writes is never trusted: structured answers are validated by their schema. */

/** Tokens a call has cost. */
export interface ModelUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** The provider did not say how many: counted as a quarter of the bytes. */
  readonly estimated?: boolean;
}

/** What one turn may spend; shared by its calls, checked before each and counted after it. */
export interface ModelBudget {
  readonly mostCalls: number;
  readonly mostTokens: number;
  calls: number;
  tokens: number;
}

export interface ModelRequest {
  /** What the call is for, e.g. `match`, `plan`, `compose`: for traces and for tests. */
  readonly purpose: string;
  /** Instructions; the only text that may instruct. */
  readonly system: string;
  /** The rest, as data. The last one is of the user. */
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[];
  readonly mostOutputTokens?: number;
  /** 0..2; default that of the configuration. */
  readonly temperature?: number;
  /** Aborts the call and its retries. */
  readonly signal: AbortSignal;
  readonly budget?: ModelBudget;
}

export interface ModelReply<T> {
  readonly value: T;
  /** Of all attempts that this answer took. */
  readonly usage: ModelUsage;
  /** The text ends where the limit of its tokens was reached, not where the model was done. */
  readonly truncated?: boolean;
  /** Which model answered, e.g. `openai:gpt-5-mini`. */
  readonly model: string;
}

/** Text as it is written. `done` settles when the text has ended; it rejects when `chunks` does. */
export interface ModelStream {
  readonly chunks: AsyncIterable<string>;
  readonly done: Promise<ModelReply<string>>;
}

export interface Model {
  /** Of the configuration, e.g. `openai:gpt-5-mini`. */
  readonly name: string;
  generate(request: ModelRequest): Promise<ModelReply<string>>;
  /** An answer that the schema accepts. Invalid answers are asked for again, a bounded number of times. */
  structured<T>(request: ModelRequest & { readonly schema: z.ZodType<T> }): Promise<ModelReply<T>>;
  stream(request: ModelRequest): ModelStream;
}

/** No model of the chain gave a usable answer. `cause` is the last one's error; the message holds no secret. */
export class ModelUnavailableError extends Error {}

/** The turn has spent what it may. */
export class ModelBudgetError extends Error {}
