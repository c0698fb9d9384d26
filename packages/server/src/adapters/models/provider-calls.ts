import type { JsonObject } from '@baton/protocol';

/** What is asked of a provider, once. */
export interface Question {
  readonly system: string;
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[];
  readonly mostOutputTokens: number | null;
  readonly temperature: number | null;
  /** The JSON schema of the answer; null for free text. */
  readonly json: JsonSchema | null;
}

export interface JsonSchema {
  readonly schema: JsonObject;
  /** It keeps to what providers can guarantee: every property required, none besides. */
  readonly strict: boolean;
}

export interface Answer {
  readonly text: string;
  /** Null where the provider does not say. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly finish: 'stop' | 'length' | 'filtered' | 'other';
  /** How the provider names this answer and the model that gave it; null where it does not. */
  readonly id: string | null;
  readonly model: string | null;
}

/** One model of one provider, without any repetition or time limit. Throws what the provider's package throws. */
export interface ProviderCalls {
  ask(question: Question, signal: AbortSignal): Promise<Answer>;
  stream(question: Question, signal: AbortSignal, emit: (chunk: string) => void): Promise<Answer>;
}
