import { createPublicKey } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { ConfigError } from '../../core/config-error.ts';

export interface IdentitySettings {
  /** For HS256; null for none. */
  readonly secret: Uint8Array | null;
  /** For RS256, ES256 and EdDSA. */
  readonly keys: readonly KeyObject[];
  /** What `aud` must name; null: anything. */
  readonly audience: string | null;
}

export const IDENTITY_VARIABLES = [
  {
    name: 'BATON_IDENTITY_SECRET',
    fallback: '',
    meaning: 'secret of at least 32 bytes with which your server signs who a customer is (HS256)',
  },
  {
    name: 'BATON_IDENTITY_KEYS',
    fallback: '',
    meaning: 'or the public keys of your server: PEM, JWK or a JWK set (RS256, ES256, EdDSA)',
  },
  {
    name: 'BATON_IDENTITY_AUDIENCE',
    fallback: '',
    meaning: 'what `aud` of a signed identity must name; default: anything',
  },
  {
    name: 'BATON_RESUME_DAYS',
    fallback: '30',
    meaning: 'days after its last line during which a known customer is led back to his conversation',
  },
] as const;

/** As long as the hash: what is shorter can be tried out by whoever has one token. */
const SHORTEST_SECRET_BYTES = 32;

/** Null where nothing is set up. Throws a ConfigError, which repeats nothing of a key. */
export function readIdentitySettings(read: (name: string) => string): IdentitySettings | null {
  const secret = readSecret(read('BATON_IDENTITY_SECRET'));
  const keys = readKeys(read('BATON_IDENTITY_KEYS'));
  if (secret === null && keys.length === 0) return null;
  return { secret, keys, audience: read('BATON_IDENTITY_AUDIENCE') || null };
}

function readSecret(text: string): Uint8Array | null {
  if (text === '') return null;
  const secret = new TextEncoder().encode(text);
  if (secret.length >= SHORTEST_SECRET_BYTES) return secret;
  throw new ConfigError(
    `BATON_IDENTITY_SECRET needs at least ${SHORTEST_SECRET_BYTES} bytes; it has ${secret.length}`,
  );
}

function readKeys(text: string): KeyObject[] {
  if (text === '') return [];
  // A variable often cannot hold a line's end.
  const keys = text.startsWith('{') ? readJwks(text) : readPem(text.replaceAll('\\n', '\n'));
  if (keys.length === 0) throw unreadable();
  for (const key of keys) checkKind(key);
  return keys;
}

function readPem(text: string): KeyObject[] {
  const blocks = text.match(/-----BEGIN [^-]+-----[^-]+-----END [^-]+-----/g) ?? [];
  if (blocks.some((block) => block.includes('PRIVATE'))) throw tooMuch();
  return blocks.map((block) => publicKey(() => createPublicKey(block)));
}

function readJwks(text: string): KeyObject[] {
  let value: { keys?: unknown };
  try {
    value = JSON.parse(text) as { keys?: unknown };
  } catch {
    throw unreadable();
  }
  const jwks = Array.isArray(value.keys) ? value.keys : [value];
  return jwks.map((jwk: unknown) => {
    if (typeof jwk !== 'object' || jwk === null) throw unreadable();
    if ('d' in jwk || 'k' in jwk) throw tooMuch();
    return publicKey(() => createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }));
  });
}

function publicKey(make: () => KeyObject): KeyObject {
  try {
    return make();
  } catch {
    throw unreadable();
  }
}

function checkKind(key: KeyObject): void {
  const { namedCurve, modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  const kind = key.asymmetricKeyType;
  if (kind === 'rsa' && modulusLength >= 2048) return;
  if ((kind === 'ec' && namedCurve === 'prime256v1') || kind === 'ed25519') return;
  throw new ConfigError(
    'BATON_IDENTITY_KEYS may hold RSA keys of at least 2048 bits, P-256 and Ed25519 keys only',
  );
}

function unreadable(): ConfigError {
  return new ConfigError('BATON_IDENTITY_KEYS must hold public keys as PEM, as a JWK or as a JWK set');
}

function tooMuch(): ConfigError {
  return new ConfigError(
    'BATON_IDENTITY_KEYS holds a private key, which belongs to the server that signs: give this one the public key',
  );
}
