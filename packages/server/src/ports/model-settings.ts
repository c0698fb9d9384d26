import type { Secret } from '../core/secret.ts';

/**
 * `openai` speaks the Responses API, `openai-chat` the older Chat Completions; `ollama` and `compatible` are
 * servers that copy the latter (Ollama, vLLM, llama.cpp, LM Studio, gateways).
 */
export type ModelProvider = 'openai' | 'openai-chat' | 'anthropic' | 'google' | 'ollama' | 'compatible';

/** One model of one provider. */
export interface ModelEndpoint {
  readonly provider: ModelProvider;
  /** As the provider calls it, e.g. `gpt-5-mini`. */
  readonly model: string;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly key: Secret | null;
}

export type Reasoning = 'none' | 'minimal' | 'low' | 'medium' | 'high';

/** What is set about language models. Times are milliseconds. */
export interface ModelSettings {
  /** Asked in this order: the next when one does not answer. Empty: no model. */
  readonly chain: readonly ModelEndpoint[];
  readonly embeddings: { readonly endpoint: ModelEndpoint; readonly dimensions: number | null } | null;
  /** OpenAI's moderation endpoint; null: the embedded moderator alone. */
  readonly moderation: ModelEndpoint | null;
  /** 0..2; null: what the provider takes by default. */
  readonly temperature: number | null;
  /** How much a reasoning model thinks; null: what the provider takes by default. */
  readonly reasoning: Reasoning | null;
  /** Of one request to a provider until it has answered, of a stream until its first words. */
  readonly requestTimeout: number;
  /** The longest pause within a stream. */
  readonly silenceTimeout: number;
  /** Of one call with all its repetitions and the models that stand in. */
  readonly deadline: number;
  /** Repetitions of a request that failed in passing. */
  readonly retries: number;
  /** Longest answer in characters. */
  readonly mostCharacters: number;
  /** What the calls of one turn may spend together. */
  readonly budget: { readonly calls: number; readonly tokens: number };
}

/** How a model is called in logs, traces and errors, e.g. `openai:gpt-5-mini`. */
export function endpointName({ provider, model }: ModelEndpoint): string {
  return `${provider}:${model}`;
}
