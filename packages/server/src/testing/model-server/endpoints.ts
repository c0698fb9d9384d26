import { Secret } from '../../core/secret.ts';
import type { ModelEndpoint, ModelProvider, ModelSettings } from '../../ports/model-settings.ts';

/** A model of every provider, one with each way in which its package asks for structured answers. */
export const PROVIDERS: readonly { readonly provider: ModelProvider; readonly model: string }[] = [
  { provider: 'openai', model: 'gpt-5-mini' },
  { provider: 'openai-chat', model: 'gpt-4.1-mini' },
  { provider: 'anthropic', model: 'claude-haiku-4-5' },
  { provider: 'anthropic', model: 'claude-3-haiku-20240307' },
  { provider: 'google', model: 'gemini-2.5-flash' },
  { provider: 'ollama', model: 'llama3.2:3b' },
  { provider: 'compatible', model: 'org/model' },
];

/** Begins like no word, so that every part of it that leaks is found. */
export const MARKER_KEY = 'sk-proj-MARKERxq7Zt4Kw9bVn2Lr8';

export function endpointAt(url: string, provider: ModelProvider, model: string): ModelEndpoint {
  return {
    provider,
    model,
    baseUrl: `${url}/${provider === 'google' ? 'v1beta' : 'v1'}`,
    key: new Secret(MARKER_KEY),
  };
}

/** Settings for tests; what hangs is found out by moving the clock. */
export function modelSettings(more: Partial<ModelSettings> = {}): ModelSettings {
  return {
    chain: [],
    embeddings: null,
    moderation: null,
    temperature: 0.2,
    reasoning: null,
    requestTimeout: 30_000,
    silenceTimeout: 10_000,
    deadline: 60_000,
    retries: 2,
    mostCharacters: 20_000,
    budget: { calls: 8, tokens: 50_000 },
    ...more,
  };
}
