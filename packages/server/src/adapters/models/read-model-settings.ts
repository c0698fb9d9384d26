import { ConfigError } from '../../core/config-error.ts';
import type { ModelEndpoint, ModelSettings, Reasoning } from '../../ports/model-settings.ts';
import { readEndpoint, readKey } from './read-endpoint.ts';
import type { ReadVariable } from './read-endpoint.ts';

/** What a key alone switches on: small, quick models that follow instructions and schemas well. */
const DEFAULT_MODELS = [
  { key: 'OPENAI_API_KEY', entry: 'openai:gpt-5-mini' },
  { key: 'ANTHROPIC_API_KEY', entry: 'anthropic:claude-haiku-4-5' },
  { key: 'GOOGLE_GENERATIVE_AI_API_KEY', entry: 'google:gemini-2.5-flash' },
] as const;
const OPENAI_ITSELF = 'https://api.openai.com/v1';
const MODERATION_MODEL = 'omni-moderation-latest';
const MOST_MODELS = 8;
const REASONING: readonly Reasoning[] = ['none', 'minimal', 'low', 'medium', 'high'];

/** Reads the settings of models. `read` answers a variable or its fallback. Throws a ConfigError. */
export function readModelSettings(read: ReadVariable): ModelSettings {
  const chain = readChain(read);
  const seconds = (name: string): number => readNumber(name, read(name), 1, 3600) * 1000;
  const settings: ModelSettings = {
    chain,
    embeddings: readEmbeddings(read),
    moderation: readModeration(chain, read),
    temperature: readTemperature(read('BATON_MODEL_TEMPERATURE')),
    reasoning: readReasoning(read('BATON_MODEL_REASONING')),
    requestTimeout: seconds('BATON_MODEL_TIMEOUT'),
    silenceTimeout: seconds('BATON_MODEL_SILENCE'),
    deadline: seconds('BATON_MODEL_DEADLINE'),
    retries: readNumber('BATON_MODEL_RETRIES', read('BATON_MODEL_RETRIES'), 0, 10),
    mostCharacters: readNumber('BATON_MODEL_ANSWER_LIMIT', read('BATON_MODEL_ANSWER_LIMIT'), 1000, 1_000_000),
    budget: {
      calls: readNumber('BATON_TURN_CALLS', read('BATON_TURN_CALLS'), 1, 1000),
      tokens: readNumber('BATON_TURN_TOKENS', read('BATON_TURN_TOKENS'), 1000, 100_000_000),
    },
  };
  return settings;
}

function readChain(read: ReadVariable): ModelEndpoint[] {
  const text = read('BATON_MODELS');
  if (text === 'none') return [];
  if (text === '') {
    const entries = DEFAULT_MODELS.filter(({ key }) => readKey(key, read) !== null);
    return entries.map(({ entry }) => readEndpoint(entry, 'BATON_MODELS', read));
  }
  const entries = text.split(',');
  if (entries.length > MOST_MODELS)
    throw new ConfigError(`BATON_MODELS holds more than ${MOST_MODELS} models`);
  return entries.map((entry, index) => readEndpoint(entry, `entry ${index + 1} of BATON_MODELS`, read));
}

function readModeration(chain: readonly ModelEndpoint[], read: ReadVariable): ModelEndpoint | null {
  const choice = readChoice('BATON_MODERATION', read('BATON_MODERATION'), ['auto', 'openai', 'embedded']);
  const isOpenAi = ({ provider, baseUrl }: ModelEndpoint): boolean =>
    (provider === 'openai' || provider === 'openai-chat') && baseUrl === OPENAI_ITSELF;
  if (choice === 'embedded' || (choice === 'auto' && !chain.some(isOpenAi))) return null;
  return readEndpoint(`openai:${MODERATION_MODEL}`, 'BATON_MODERATION=openai', read);
}

function readEmbeddings(read: ReadVariable): ModelSettings['embeddings'] {
  const text = read('BATON_EMBEDDINGS');
  if (text === '') return null;
  const endpoint = readEndpoint(text, 'BATON_EMBEDDINGS', read, ['openai', 'ollama', 'compatible']);
  const dimensions = read('BATON_EMBEDDINGS_DIMENSIONS');
  return {
    endpoint,
    dimensions: dimensions === '' ? null : readNumber('BATON_EMBEDDINGS_DIMENSIONS', dimensions, 1, 8192),
  };
}

function readTemperature(text: string): number | null {
  if (text === 'default') return null;
  const value = Number(text);
  if (/^\d(?:\.\d+)?$/.test(text) && value <= 2) return value;
  throw new ConfigError('BATON_MODEL_TEMPERATURE must be a number from 0 to 2, or default');
}

function readReasoning(text: string): Reasoning | null {
  if (text === 'default') return null;
  return readChoice('BATON_MODEL_REASONING', text, [...REASONING, 'default']) as Reasoning;
}

/** Values are not repeated in messages: a key may have been pasted in their place. */
function readNumber(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new ConfigError(`${name} must be a whole number from ${min} to ${max}`);
}

function readChoice(name: string, text: string, choices: readonly string[]): string {
  if (choices.includes(text)) return text;
  throw new ConfigError(`${name} must be one of ${choices.join(', ')}`);
}
