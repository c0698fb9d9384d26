import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigError, VARIABLES, readConfig } from '../../config.ts';
import { endpointName } from '../../ports/model-settings.ts';
import type { ModelSettings } from '../../ports/model-settings.ts';
import { withEnvFile } from '../../read-environment.ts';
import { MARKER_KEY } from '../../testing/model-server/endpoints.ts';
import { TempFolder } from '../../testing/temp-folder.ts';
import { TELEMETRY_VARIABLES } from '../telemetry/read-telemetry-settings.ts';
import { MODEL_VARIABLES } from './model-variables.ts';
import { describeModels } from './open-models.ts';

function read(env: Record<string, string>): ModelSettings {
  return readConfig(env).models;
}

function names(env: Record<string, string>): string[] {
  return read(env).chain.map((endpoint) => `${endpointName(endpoint)} ${endpoint.baseUrl}`);
}

const KEY = { OPENAI_API_KEY: MARKER_KEY };

describe('which models are used', () => {
  it('none without a key, one of each provider that has a key', () => {
    expect(read({}).chain).toEqual([]);
    expect(names(KEY)).toEqual(['openai:gpt-5-mini https://api.openai.com/v1']);
    const all = { ...KEY, ANTHROPIC_API_KEY: 'a', GOOGLE_GENERATIVE_AI_API_KEY: 'g' };
    expect(describeModels(read(all)).models).toEqual([
      'openai:gpt-5-mini',
      'anthropic:claude-haiku-4-5',
      'google:gemini-2.5-flash',
    ]);
    expect(read({ ...all, BATON_MODELS: 'none' }).chain).toEqual([]);
  });

  it('those that are named, in order, with the key of their provider alone', () => {
    const env = {
      ...KEY,
      BATON_COMPATIBLE_API_KEY: 'local-key',
      BATON_MODELS:
        'ollama:llama3.2:3b@http://10.0.0.7:11434/v1/, compatible:org/model@v2@https://gw.example/openai, openai-chat:gpt-4.1-mini, ollama:qwen3',
    };
    expect(names(env)).toEqual([
      'ollama:llama3.2:3b http://10.0.0.7:11434/v1',
      'compatible:org/model@v2 https://gw.example/openai',
      'openai-chat:gpt-4.1-mini https://api.openai.com/v1',
      'ollama:qwen3 http://127.0.0.1:11434/v1',
    ]);
    expect(read(env).chain.map(({ key }) => key?.reveal() ?? null)).toEqual([
      null,
      'local-key',
      MARKER_KEY,
      null,
    ]);
  });

  it('at another base URL', () => {
    expect(names({ ...KEY, OPENAI_BASE_URL: 'https://proxy.example/v1/' })).toEqual([
      'openai:gpt-5-mini https://proxy.example/v1',
    ]);
    expect(names({ BATON_MODELS: 'openai:m@http://127.0.0.1:1234/v1' })).toEqual([
      'openai:m http://127.0.0.1:1234/v1',
    ]);
  });

  it('with OpenAI moderation where OpenAI itself is used', () => {
    const moderation = (env: Record<string, string>): string => describeModels(read(env)).moderation;
    expect(moderation({})).toBe('embedded');
    expect(moderation(KEY)).toBe('openai:omni-moderation-latest');
    expect(moderation({ ...KEY, OPENAI_BASE_URL: 'https://proxy.example/v1' })).toBe('embedded');
    expect(moderation({ ...KEY, BATON_MODELS: 'ollama:qwen3' })).toBe('embedded');
    expect(moderation({ ...KEY, BATON_MODELS: 'ollama:qwen3', BATON_MODERATION: 'openai' })).toBe(
      'openai:omni-moderation-latest',
    );
    expect(moderation({ ...KEY, BATON_MODERATION: 'embedded' })).toBe('embedded');
  });

  it('with embeddings of an endpoint', () => {
    const { embeddings } = read({ BATON_EMBEDDINGS: 'ollama:bge-m3', BATON_EMBEDDINGS_DIMENSIONS: '1024' });
    expect(embeddings).toMatchObject({ endpoint: { provider: 'ollama', model: 'bge-m3' }, dimensions: 1024 });
    expect(read({ BATON_EMBEDDINGS: 'ollama:bge-m3' }).embeddings?.dimensions).toBeNull();
  });
});

describe('the numbers', () => {
  it('have defaults', () => {
    expect(read({})).toMatchObject({
      temperature: 0.2,
      reasoning: null,
      requestTimeout: 30_000,
      silenceTimeout: 10_000,
      deadline: 60_000,
      retries: 2,
      mostCharacters: 50_000,
      budget: { calls: 12, tokens: 100_000 },
    });
  });

  it('can be set', () => {
    const env = {
      BATON_MODEL_TEMPERATURE: 'default',
      BATON_MODEL_REASONING: 'low',
      BATON_MODEL_TIMEOUT: '5',
      BATON_MODEL_RETRIES: '0',
      BATON_TURN_CALLS: '3',
    };
    expect(read(env)).toMatchObject({
      temperature: null,
      reasoning: 'low',
      requestTimeout: 5000,
      retries: 0,
      budget: { calls: 3 },
    });
  });
});

describe('what cannot be used', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    [
      'an unknown provider',
      { BATON_MODELS: `mistral:${MARKER_KEY}` },
      /^BATON_MODELS|entry 1 of BATON_MODELS must be/,
    ],
    ['a key in the place of a model', { BATON_MODELS: MARKER_KEY }, /entry 1 of BATON_MODELS must be/],
    [
      'a provider without its key',
      { ...KEY, BATON_MODELS: 'openai:m,anthropic:m' },
      /entry 2 .* set ANTHROPIC_API_KEY too/,
    ],
    ['a server without a place', { BATON_MODELS: 'compatible:m' }, /needs to say where/],
    ['a URL that is none', { ...KEY, OPENAI_BASE_URL: MARKER_KEY }, /^OPENAI_BASE_URL needs a base URL/],
    [
      'a password in a URL',
      { BATON_MODELS: `compatible:m@https://u:${MARKER_KEY}@gw.example/v1` },
      /must not have a user/,
    ],
    [
      'a key in a query',
      { BATON_MODELS: `compatible:m@https://gw.example/v1?key=${MARKER_KEY}` },
      /must not have a user/,
    ],
    ['a key over two lines', { OPENAI_API_KEY: `${MARKER_KEY}\nx` }, /^OPENAI_API_KEY holds characters/],
    ['too many models', { BATON_MODELS: Array(9).fill('ollama:m').join(',') }, /more than 8/],
    ['a temperature', { BATON_MODEL_TEMPERATURE: '2.5' }, /^BATON_MODEL_TEMPERATURE must be/],
    ['a time', { BATON_MODEL_TIMEOUT: MARKER_KEY }, /^BATON_MODEL_TIMEOUT must be a whole number/],
    ['an effort', { BATON_MODEL_REASONING: MARKER_KEY }, /^BATON_MODEL_REASONING must be one of/],
    ['moderation without a key', { BATON_MODERATION: 'openai' }, /set OPENAI_API_KEY too/],
    [
      'embeddings of a provider without',
      { ...KEY, BATON_EMBEDDINGS: 'anthropic:m' },
      /^BATON_EMBEDDINGS must be/,
    ],
    [
      'dimensions',
      { BATON_EMBEDDINGS: 'ollama:m', BATON_EMBEDDINGS_DIMENSIONS: '0' },
      /^BATON_EMBEDDINGS_DIMENSIONS/,
    ],
  ])('is told in one line without secrets: %s', (_, env, message) => {
    let error: unknown;
    try {
      read(env);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(ConfigError);
    const text = (error as Error).message;
    expect(text).toMatch(message);
    expect(text).not.toContain('\n');
    expect(text).not.toContain('MARKER');
  });

  it('the documentation tells every variable with its default and meaning', () => {
    const text = readFileSync(new URL('../../../../../docs/models.md', import.meta.url), 'utf8');
    const rows = text
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));
    for (const { name, fallback, meaning } of [...MODEL_VARIABLES, ...TELEMETRY_VARIABLES]) {
      expect(rows).toContainEqual(['', name, fallback, meaning, '']);
    }
  });

  it('every variable is in the one documented list', () => {
    const seen = new Set<string>();
    const env = new Proxy(
      {},
      {
        get: (_, name) => {
          seen.add(String(name));
          return name === 'BATON_EMBEDDINGS' ? 'ollama:m' : undefined;
        },
      },
    );
    readConfig(env);
    const documented = VARIABLES.map(({ name }) => name);
    expect([...seen].filter((name) => !documented.includes(name))).toEqual([]);
    expect(new Set(documented).size).toBe(documented.length);
  });
});

describe('the .env file', () => {
  it('adds to the environment and overrides nothing of it', () => {
    using folder = new TempFolder();
    const path = folder.join('.env');
    writeFileSync(path, 'OPENAI_API_KEY="from file"\n# note\nPORT=1\nBATON_MODELS=ollama:m\n');
    expect(withEnvFile({ PORT: '2', BATON_MODELS: '' }, path)).toEqual({
      OPENAI_API_KEY: 'from file',
      PORT: '2',
      BATON_MODELS: '',
    });
    expect(withEnvFile({ PORT: '2' }, folder.join('none'))).toEqual({ PORT: '2' });
    mkdirSync(folder.join('folder'));
    expect(() => withEnvFile({}, folder.join('folder'))).toThrow(ConfigError);
  });
});
