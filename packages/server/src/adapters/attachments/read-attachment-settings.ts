import { ATTACHMENT_TYPES } from '@baton/protocol';
import { ConfigError } from '../../core/config-error.ts';

/** Where the bytes of attachments are kept. */
export type AttachmentPlace = { readonly kind: 'disk'; readonly folder: string } | S3Settings;

export interface S3Settings {
  readonly kind: 's3';
  /** Without a slash at its end. */
  readonly endpoint: string;
  readonly bucket: string;
  /** '' for none. */
  readonly prefix: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | null;
}

export interface AttachmentSettings {
  readonly place: AttachmentPlace;
  /** Bytes of the largest that is taken. */
  readonly limit: number;
  /** Media types that are taken. */
  readonly types: readonly string[];
}

export const ATTACHMENT_VARIABLES = [
  {
    name: 'BATON_ATTACHMENTS',
    fallback: '',
    meaning:
      'where files of conversations are kept: a folder, or s3://bucket/prefix?endpoint=https://…&region=…; default: <database>.attachments',
  },
  {
    name: 'BATON_ATTACHMENT_LIMIT',
    fallback: '10485760',
    meaning: 'largest file of a conversation in bytes',
  },
  {
    name: 'BATON_ATTACHMENT_TYPES',
    fallback: '',
    meaning:
      'media types of files that are taken, comma-separated; default: images, PDF, text, Office, zip, audio, video',
  },
  { name: 'AWS_ACCESS_KEY_ID', fallback: '', meaning: 'for BATON_ATTACHMENTS=s3://…' },
  { name: 'AWS_SECRET_ACCESS_KEY', fallback: '', meaning: 'for BATON_ATTACHMENTS=s3://…' },
  { name: 'AWS_SESSION_TOKEN', fallback: '', meaning: 'for BATON_ATTACHMENTS=s3://… with a temporary key' },
] as const;

const LEAST = 1024;
/** One request: it must fit into the time that an upload may take. */
const MOST = 1024 * 1024 * 1024;
/** What a browser runs or draws as a page is not taken, whatever is set. */
const NEVER = /html|xml(?!formats-)|svg|script|x-msdownload|x-sh\b|octet-stream/i;

/** Throws a ConfigError for a variable that cannot be used. */
export function readAttachmentSettings(
  read: (name: string) => string,
  databasePath: string,
): AttachmentSettings {
  const limit = Number(read('BATON_ATTACHMENT_LIMIT'));
  if (!Number.isInteger(limit) || limit < LEAST || limit > MOST)
    throw new ConfigError(`BATON_ATTACHMENT_LIMIT must be a whole number from ${LEAST} to ${MOST}`);
  return { place: readPlace(read, databasePath), limit, types: readTypes(read('BATON_ATTACHMENT_TYPES')) };
}

function readTypes(text: string): readonly string[] {
  if (text === '') return ATTACHMENT_TYPES;
  const types = text.split(',').map((type) => type.trim().toLowerCase());
  const wrong = types.find((type) => !/^[a-z]+\/[a-z0-9.+-]{1,100}$/.test(type) || NEVER.test(type));
  if (wrong === undefined) return types;
  throw new ConfigError(
    `BATON_ATTACHMENT_TYPES must hold media types such as image/png that are no pages or programs, not "${wrong}"`,
  );
}

function readPlace(read: (name: string) => string, databasePath: string): AttachmentPlace {
  const text = read('BATON_ATTACHMENTS');
  if (text === '') return { kind: 'disk', folder: `${databasePath}.attachments` };
  if (!text.startsWith('s3:')) {
    if (!/^[a-z][a-z0-9+]*:/i.test(text)) return { kind: 'disk', folder: text };
    throw new ConfigError(
      `BATON_ATTACHMENTS must be a folder or s3://bucket/prefix?endpoint=…, not "${text}"`,
    );
  }
  const accessKeyId = read('AWS_ACCESS_KEY_ID');
  const secretAccessKey = read('AWS_SECRET_ACCESS_KEY');
  if (accessKeyId === '' || secretAccessKey === '')
    throw new ConfigError('BATON_ATTACHMENTS=s3://… needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
  return {
    ...readBucket(text),
    accessKeyId,
    secretAccessKey,
    sessionToken: read('AWS_SESSION_TOKEN') || null,
  };
}

function readBucket(text: string): Pick<S3Settings, 'kind' | 'endpoint' | 'bucket' | 'prefix' | 'region'> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(url.hostname))
    throw new ConfigError(
      'BATON_ATTACHMENTS must name a bucket: s3://bucket/prefix?endpoint=https://…&region=…',
    );
  const region = url.searchParams.get('region') ?? 'us-east-1';
  const endpoint = url.searchParams.get('endpoint') ?? `https://s3.${region}.amazonaws.com`;
  if (!/^https?:\/\/[^/?#]+\/?$/.test(endpoint) || !URL.canParse(endpoint))
    throw new ConfigError('BATON_ATTACHMENTS: the endpoint must be an origin such as https://s3.example.com');
  const prefix = decodeURIComponent(url.pathname).replace(/^\/+|\/+$/g, '');
  return { kind: 's3', endpoint: endpoint.replace(/\/$/, ''), bucket: url.hostname, prefix, region };
}
