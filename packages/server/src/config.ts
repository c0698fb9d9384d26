import { IDENTITY_VARIABLES, readIdentitySettings } from './adapters/identity/read-identity-settings.ts';
import type { IdentitySettings } from './adapters/identity/read-identity-settings.ts';
import {
  ATTACHMENT_VARIABLES,
  readAttachmentSettings,
} from './adapters/attachments/read-attachment-settings.ts';
import type { AttachmentSettings } from './adapters/attachments/read-attachment-settings.ts';
import { MAIL_VARIABLES, readMailSettings } from './adapters/mail/read-mail-settings.ts';
import type { MailSettings } from './adapters/mail/read-mail-settings.ts';
import { MODEL_VARIABLES } from './adapters/models/model-variables.ts';
import { readModelSettings } from './adapters/models/read-model-settings.ts';
import {
  TOOL_SERVICE_VARIABLES,
  readToolServiceSettings,
} from './adapters/tool-services/tool-service-settings.ts';
import type { ToolServiceSettings } from './adapters/tool-services/tool-service-settings.ts';
import { TELEMETRY_VARIABLES, readTelemetrySettings } from './adapters/telemetry/read-telemetry-settings.ts';
import type { TelemetrySettings } from './adapters/telemetry/read-telemetry-settings.ts';
import { ConfigError } from './core/config-error.ts';
import { DEFAULT_REQUESTS_PER_CUSTOMER } from './core/triggers/request-limit.ts';
import { CALLER } from './app/staff/check-operator.ts';
import { MODERATION_LEVELS } from './app/moderate-message.ts';
import type { ModerationLevel } from './app/moderate-message.ts';
import { operatorId } from './http/access/credentials.ts';
import { TRAFFIC_VARIABLES, readTrafficSettings } from './http/load/traffic-settings.ts';
import type { TrafficSettings } from './http/load/traffic-settings.ts';
import type { ApiKey } from './http/access/credentials.ts';
import type { ModelSettings } from './ports/model-settings.ts';

export { ConfigError } from './core/config-error.ts';

/** `auto`: the model, and the table where it does not load; `off`: words alone. */
const ENCODER_CHOICES = ['auto', 'table', 'off'] as const;
export type EncoderChoice = (typeof ENCODER_CHOICES)[number];

/** `on`: by a model where there is one; `embedded`: nothing of a conversation goes to a model for it; `off`: none. */
const SUGGESTION_CHOICES = ['on', 'embedded', 'off'] as const;
export type SuggestionChoice = (typeof SUGGESTION_CHOICES)[number];

/** `path`: of the SQLite file. `url`: of the PostgreSQL database, with its password. */
export type DatabaseSettings =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** What wakes readers on other nodes: the database itself, or NATS, whose address may hold a password. */
export type BusSettings = { readonly kind: 'database' } | { readonly kind: 'nats'; readonly url: string };

/** Everything that can be set from outside. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly database: DatabaseSettings;
  readonly bus: BusSettings;
  /** Seconds that a PostgreSQL server is waited for at the start. */
  readonly databaseWaitSeconds: number;
  /** What this node is called among the others; null: by a name of its own at each start. */
  readonly node: string | null;
  readonly apiKeys: readonly ApiKey[];
  readonly allowedOrigins: '*' | readonly string[];
  readonly bodyLimit: number;
  readonly trustProxy: boolean;
  readonly traffic: TrafficSettings;
  readonly logLevel: string;
  /** Seconds from request to acceptance that the desk promises. */
  readonly serviceLevelSeconds: number;
  /** Handoffs an hour that one customer may cause (H4.7). */
  readonly requestsPerCustomer: number;
  readonly models: ModelSettings;
  /** What tells how near the meanings of two texts are, where no endpoint is set up for it. */
  readonly encoder: EncoderChoice;
  /** How replies are suggested to operators. */
  readonly suggestions: SuggestionChoice;
  /** ISO 639-1: what customers write in. */
  readonly languages: readonly string[];
  /** ISO 3166-1 alpha-2 of the country whose phone numbers are written without a prefix; null for none. */
  readonly country: string | null;
  /** How strictly customers' messages are moderated at least. */
  readonly leastModeration: ModerationLevel;
  readonly toolServices: ToolServiceSettings;
  /** Null: no traces. */
  readonly telemetry: TelemetrySettings | null;
  readonly attachments: AttachmentSettings;
  /** Null: no e-mail goes out. */
  readonly mail: MailSettings | null;
  /** Null: customers are not known by a signed identity. */
  readonly identity: IdentitySettings | null;
  /** Days after its last line during which a known customer is led back to his conversation. */
  readonly resumeDays: number;
}

export interface Variable {
  readonly name: string;
  readonly fallback: string;
  readonly meaning: string;
}

/** Every variable that is read, for `--help` and the documentation. */
export const VARIABLES: readonly Variable[] = [
  { name: 'PORT', fallback: '8800', meaning: 'port to listen on' },
  {
    name: 'HOST',
    fallback: '127.0.0.1',
    meaning: 'address to listen on; any but loopback needs BATON_API_KEYS',
  },
  {
    name: 'BATON_DATABASE',
    fallback: 'sqlite:.baton/baton.db',
    meaning: 'where conversations are kept: sqlite:<path>, or postgres://… of a PostgreSQL 15 or later',
  },
  {
    name: 'BATON_DATABASE_WAIT',
    fallback: '30',
    meaning: 'seconds that a PostgreSQL server that is not up yet is waited for at the start',
  },
  {
    name: 'BATON_BUS',
    fallback: '',
    meaning:
      'what wakes readers on other nodes: nats://<host>:<port>; default: the PostgreSQL database itself',
  },
  {
    name: 'BATON_NODE',
    fallback: '',
    meaning: 'what this node is called among the others; default: a new name at each start',
  },
  {
    name: 'BATON_API_KEYS',
    fallback: '',
    meaning: 'comma-separated role:name:secret, role being admin, operator or integration',
  },
  {
    name: 'BATON_ALLOWED_ORIGINS',
    fallback: '',
    meaning:
      'origins whose pages may call the API, comma-separated, or *; default: loopback pages without keys, * with keys',
  },
  { name: 'BATON_BODY_LIMIT', fallback: '1048576', meaning: 'largest request body in bytes' },
  {
    name: 'BATON_SERVICE_LEVEL',
    fallback: '60',
    meaning: 'seconds from the request for a person to an operator who accepts, where a department sets none',
  },
  {
    name: 'BATON_REQUESTS_PER_CUSTOMER',
    fallback: String(DEFAULT_REQUESTS_PER_CUSTOMER),
    meaning: 'handoffs an hour that one customer may cause, a guest in one session',
  },
  {
    name: 'BATON_TRUST_PROXY',
    fallback: 'false',
    meaning: 'true behind one proxy that adds to X-Forwarded-For and sets X-Forwarded-Proto',
  },
  {
    name: 'BATON_ENCODER',
    fallback: 'auto',
    meaning:
      'auto: the embedded sentence model, its table where it does not load; table; or off: words alone',
  },
  {
    name: 'BATON_SUGGESTIONS',
    fallback: 'on',
    meaning: 'replies that are suggested to operators: on, by a model where there is one; embedded; or off',
  },
  {
    name: 'BATON_LANGUAGES',
    fallback: 'en,es,de,fr,it,pt',
    meaning: 'what customers write in, for telling languages apart and for dates in words',
  },
  {
    name: 'BATON_COUNTRY',
    fallback: '',
    meaning: 'country whose phone numbers are written without a prefix, e.g. DE',
  },
  {
    name: 'BATON_LEAST_MODERATION',
    fallback: 'none',
    meaning:
      "none, auto or paranoid: how strictly customers' messages are moderated at least, whatever a request asks for",
  },
  { name: 'BATON_LOG_LEVEL', fallback: 'info', meaning: 'debug, info, warn, error or silent' },
  ...TRAFFIC_VARIABLES,
  ...IDENTITY_VARIABLES,
  ...ATTACHMENT_VARIABLES,
  ...MAIL_VARIABLES,
  ...MODEL_VARIABLES,
  ...TOOL_SERVICE_VARIABLES,
  ...TELEMETRY_VARIABLES,
];

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
/** Shorter secrets can be guessed. */
const SHORTEST_SECRET = 16;

/** Reads the configuration out of an environment. Throws a ConfigError for a variable that cannot be used. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = (name: string): string => {
    const value = env[name]?.trim();
    return value === undefined || value === ''
      ? (VARIABLES.find((variable) => variable.name === name)?.fallback ?? '')
      : value;
  };
  const database = readDatabase(read('BATON_DATABASE'));
  const config: Config = {
    host: read('HOST'),
    port: readInteger('PORT', read('PORT'), 0, 65_535),
    database,
    databaseWaitSeconds: readInteger('BATON_DATABASE_WAIT', read('BATON_DATABASE_WAIT'), 0, 3600),
    bus: readBus(read('BATON_BUS'), database),
    node: readNode(read('BATON_NODE')),
    apiKeys: readKeys(read('BATON_API_KEYS')),
    allowedOrigins: readOrigins(read('BATON_ALLOWED_ORIGINS'), read('BATON_API_KEYS') !== ''),
    bodyLimit: readInteger('BATON_BODY_LIMIT', read('BATON_BODY_LIMIT'), 1024, 64 * 1024 * 1024),
    serviceLevelSeconds: readInteger('BATON_SERVICE_LEVEL', read('BATON_SERVICE_LEVEL'), 1, 86_400),
    requestsPerCustomer: readInteger(
      'BATON_REQUESTS_PER_CUSTOMER',
      read('BATON_REQUESTS_PER_CUSTOMER'),
      1,
      1000,
    ),
    trustProxy: readBoolean('BATON_TRUST_PROXY', read('BATON_TRUST_PROXY')),
    traffic: readTrafficSettings(read),
    logLevel: readChoice('BATON_LOG_LEVEL', read('BATON_LOG_LEVEL'), LOG_LEVELS),
    models: readModelSettings(read),
    leastModeration: readChoice(
      'BATON_LEAST_MODERATION',
      read('BATON_LEAST_MODERATION'),
      MODERATION_LEVELS,
    ) as ModerationLevel,
    encoder: readChoice('BATON_ENCODER', read('BATON_ENCODER'), ENCODER_CHOICES) as EncoderChoice,
    suggestions: readChoice(
      'BATON_SUGGESTIONS',
      read('BATON_SUGGESTIONS'),
      SUGGESTION_CHOICES,
    ) as SuggestionChoice,
    languages: readLanguages(read('BATON_LANGUAGES')),
    country: readCountry(read('BATON_COUNTRY')),
    // Without keys it listens on loopback, or does not start.
    toolServices: readToolServiceSettings(read, read('BATON_API_KEYS') === ''),
    telemetry: readTelemetrySettings(read),
    attachments: readAttachmentSettings(read, database.kind === 'sqlite' ? database.path : 'baton'),
    mail: readMailSettings(read),
    identity: readIdentitySettings(read),
    resumeDays: readInteger('BATON_RESUME_DAYS', read('BATON_RESUME_DAYS'), 1, 3650),
  };
  if (config.apiKeys.length === 0 && !isLoopback(config.host)) {
    throw new ConfigError(
      `HOST=${config.host} would open the server to others without credentials: set BATON_API_KEYS=admin:<name>:<secret>, or HOST=127.0.0.1`,
    );
  }
  return config;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function readInteger(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new ConfigError(`${name} must be a whole number from ${min} to ${max}, not "${text}"`);
}

function readLanguages(text: string): readonly string[] {
  const languages = text.split(',').map((language) => language.trim().toLowerCase());
  const wrong = languages.find((language) => !/^[a-z]{2}$/.test(language));
  if (wrong === undefined) return languages;
  throw new ConfigError(`BATON_LANGUAGES must hold two-letter codes such as en,de, not "${wrong}"`);
}

function readCountry(text: string): string | null {
  if (text === '') return null;
  if (/^[A-Za-z]{2}$/.test(text)) return text.toUpperCase();
  throw new ConfigError(`BATON_COUNTRY must be a two-letter code such as DE, not "${text}"`);
}

function readBoolean(name: string, text: string): boolean {
  return readChoice(name, text.toLowerCase(), ['true', 'false']) === 'true';
}

function readChoice(name: string, text: string, choices: readonly string[]): string {
  if (choices.includes(text)) return text;
  throw new ConfigError(`${name} must be one of ${choices.join(', ')}, not "${text}"`);
}

function readDatabase(text: string): DatabaseSettings {
  const path = /^sqlite:(?:\/\/(?=\/))?(.+)$/.exec(text)?.[1];
  if (path !== undefined) return { kind: 'sqlite', path };
  if (!/^postgres(?:ql)?:/i.test(text))
    throw new ConfigError(`BATON_DATABASE must be sqlite:<path> or postgres://…, not "${text}"`);
  if (URL.canParse(text) && new URL(text).hostname !== '') return { kind: 'postgres', url: text };
  // It may hold a password, which is not for a message.
  throw new ConfigError('BATON_DATABASE must be postgres://<user>:<password>@<host>:<port>/<database>');
}

function readBus(text: string, database: DatabaseSettings): BusSettings {
  if (text === '') return { kind: 'database' };
  if (!/^(?:nats|tls):\/\//.test(text) || !URL.canParse(text) || new URL(text).hostname === '')
    throw new ConfigError('BATON_BUS must be nats://<user>:<password>@<host>:<port>');
  if (database.kind === 'postgres') return { kind: 'nats', url: text };
  throw new ConfigError('BATON_BUS is for several nodes: set BATON_DATABASE=postgres://… or leave it out');
}

function readNode(text: string): string | null {
  if (text === '') return null;
  if (/^[\w.-]{1,64}$/.test(text)) return text;
  throw new ConfigError(`BATON_NODE must be up to 64 letters, digits, dots and dashes, not "${text}"`);
}

/** Secrets never appear in a message. */
function readKeys(text: string): ApiKey[] {
  if (text === '') return [];
  const keys = text.split(',').map((entry, index): ApiKey => {
    const [role, name, ...rest] = entry.trim().split(':');
    const secret = rest.join(':');
    const where = `entry ${index + 1} of BATON_API_KEYS`;
    if (role !== 'admin' && role !== 'operator' && role !== 'integration') {
      throw new ConfigError(`${where} must be role:name:secret with the role admin, operator or integration`);
    }
    if (!name) throw new ConfigError(`${where} has no name: write ${role}:<name>:<secret>`);
    if (secret.length < SHORTEST_SECRET) {
      throw new ConfigError(
        `${where} (${role}:${name}) needs a secret of at least ${SHORTEST_SECRET} characters`,
      );
    }
    return { role, name, secret };
  });
  checkDistinct(keys);
  return keys;
}

/** Of two keys that are alike nobody could tell which one acts. */
function checkDistinct(keys: readonly ApiKey[]): void {
  for (const [index, key] of keys.entries()) {
    const where = `entry ${index + 1} of BATON_API_KEYS (${key.role}:${key.name})`;
    if (key.role === 'operator' && operatorId(key.name) === CALLER)
      throw new ConfigError(`${where} has a name that stands for whoever calls: give it another one`);
    const before = keys.slice(0, index);
    const alike = before.find(({ secret }) => secret === key.secret);
    if (alike !== undefined) {
      throw new ConfigError(`${where} has the secret of ${alike.role}:${alike.name}: give each its own`);
    }
    const same = before.find(
      ({ role, name }) => role === 'operator' && operatorId(name) === operatorId(key.name),
    );
    if (key.role === 'operator' && same !== undefined) {
      throw new ConfigError(`${where} would be the same operator as ${same.name}: give them different names`);
    }
  }
}

function readOrigins(text: string, keyed: boolean): '*' | readonly string[] {
  if (text === '*') return '*';
  if (text === '') return keyed ? '*' : [];
  return text.split(',').map((entry) => {
    const origin = entry.trim();
    if (URL.canParse(origin) && new URL(origin).origin === origin) return origin;
    throw new ConfigError(
      `BATON_ALLOWED_ORIGINS must hold origins such as https://www.example.com, not "${origin}"`,
    );
  });
}
