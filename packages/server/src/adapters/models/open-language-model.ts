import type { EmbeddingModel, LanguageModel } from 'ai';
import type { ModelEndpoint } from '../../ports/model-settings.ts';

/** Providers that need no key still get this instead of one from the environment that is not theirs. */
const NO_KEY = 'none';

type Fetch = typeof globalThis.fetch;

/** Loads the one package that speaks the provider's API: some 25 MB that a server without a key never pays. */
export async function openLanguageModel(
  { provider, model, baseUrl, key }: ModelEndpoint,
  fetch: Fetch,
): Promise<Exclude<LanguageModel, string>> {
  const settings = { baseURL: baseUrl, apiKey: key?.reveal() ?? NO_KEY, fetch };
  switch (provider) {
    case 'openai': {
      const { createOpenAI } = await import('@ai-sdk/openai');
      return createOpenAI(settings).responses(model);
    }
    case 'openai-chat': {
      const { createOpenAI } = await import('@ai-sdk/openai');
      return createOpenAI(settings).chat(model);
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      return createAnthropic(settings)(model);
    }
    case 'google': {
      const { createGoogle } = await import('@ai-sdk/google');
      return createGoogle(settings)(model);
    }
    case 'ollama':
    case 'compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      return createOpenAICompatible({
        ...settings,
        apiKey: key?.reveal(),
        name: provider,
        includeUsage: true,
        supportsStructuredOutputs: true,
      }).chatModel(model);
    }
  }
}

/** All of them are asked in OpenAI's form, which every server for embeddings speaks. */
export async function openEmbeddingModel(
  { model, baseUrl, key }: ModelEndpoint,
  fetch: Fetch,
): Promise<Exclude<EmbeddingModel, string>> {
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
  return createOpenAICompatible({
    name: 'compatible',
    baseURL: baseUrl,
    apiKey: key?.reveal(),
    fetch,
  }).embeddingModel(model);
}
