import { ConfigError } from '../../core/config-error.ts';
import { Secret } from '../../core/secret.ts';
import type { ModelEndpoint, ModelProvider } from '../../ports/model-settings.ts';

/** Answers a variable's text, or its fallback. */
export type ReadVariable = (name: string) => string;

interface ProviderVariables {
  /** Null: it takes none. */
  readonly key: string | null;
  /** Variable of the base URL, or the URL itself; null: it has to be told. */
  readonly baseUrl: { readonly variable: string } | { readonly fixed: string } | null;
  readonly keyRequired: boolean;
}

const OPENAI: ProviderVariables = {
  key: 'OPENAI_API_KEY',
  baseUrl: { variable: 'OPENAI_BASE_URL' },
  keyRequired: true,
};

const PROVIDERS: Readonly<Record<ModelProvider, ProviderVariables>> = {
  openai: OPENAI,
  'openai-chat': OPENAI,
  anthropic: {
    key: 'ANTHROPIC_API_KEY',
    baseUrl: { variable: 'ANTHROPIC_BASE_URL' },
    keyRequired: true,
  },
  google: {
    key: 'GOOGLE_GENERATIVE_AI_API_KEY',
    baseUrl: { variable: 'GOOGLE_GENERATIVE_AI_BASE_URL' },
    keyRequired: true,
  },
  ollama: { key: null, baseUrl: { fixed: 'http://127.0.0.1:11434/v1' }, keyRequired: false },
  compatible: { key: 'BATON_COMPATIBLE_API_KEY', baseUrl: null, keyRequired: false },
};

const NAMES = Object.keys(PROVIDERS) as ModelProvider[];
/** A provider, a model whose name may hold colons, slashes and at signs, and where it is asked. */
const ENTRY = /^([a-z-]+):([^\s]+?)(?:@(https?:\/\/\S+))?$/;
const LONGEST_MODEL = 200;

/**
 * Reads `provider:model` or `provider:model@<base url>`. Messages tell `where` it stands and never repeat it:
 * people paste keys into the wrong place.
 */
export function readEndpoint(
  text: string,
  where: string,
  read: ReadVariable,
  allowed: readonly ModelProvider[] = NAMES,
): ModelEndpoint {
  const [, providerText = '', model = '', url] = ENTRY.exec(text.trim()) ?? [];
  const provider = allowed.find((name) => name === providerText);
  if (provider === undefined || model.length > LONGEST_MODEL) {
    const names = allowed.map((name) => `${name}:`).join(', ');
    throw new ConfigError(
      `${where} must be provider:model or provider:model@<base url>, with one of ${names} as the provider`,
    );
  }
  const { key, keyRequired, baseUrl } = PROVIDERS[provider];
  const secret = key === null ? null : readKey(key, read);
  if (secret === null && keyRequired && url === undefined) {
    throw new ConfigError(`${where} is a model of ${provider}: set ${key} too`);
  }
  if (url !== undefined) return { provider, model, baseUrl: checkUrl(url, where), key: secret };
  if (baseUrl === null) throw new ConfigError(`${where} needs to say where: ${provider}:<model>@<base url>`);
  const own = 'fixed' in baseUrl ? baseUrl.fixed : checkUrl(read(baseUrl.variable), baseUrl.variable);
  return { provider, model, baseUrl: own, key: secret };
}

/** Headers carry keys: other characters would be refused by whoever sends them, with the key in the message. */
export function readKey(name: string, read: ReadVariable): Secret | null {
  const text = read(name);
  if (text === '') return null;
  if (/^[\x21-\x7e]{1,4096}$/.test(text)) return new Secret(text);
  throw new ConfigError(`${name} holds characters that no key has, such as spaces or line breaks`);
}

function checkUrl(text: string, where: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new ConfigError(`${where} needs a base URL such as https://models.example.com/v1`);
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new ConfigError(`${where} must not have a user, a password, a query or a fragment in its base URL`);
  }
  return url.href.replace(/\/+$/, '');
}
