import { createHmac } from 'node:crypto';

/** For `BATON_IDENTITY_SECRET` of a test server. */
export const IDENTITY_SECRET = 'identity-secret-of-the-shop-0123456789';

/** Seconds since 1970. */
export function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds;
}

/** What a shop's own server signs for its page: a JWT (HS256), by default good for an hour. */
export function signIdentity(
  claims: Readonly<Record<string, unknown>>,
  { secret = IDENTITY_SECRET, alg = 'HS256' }: { secret?: string; alg?: string } = {},
): string {
  const body = `${part({ alg, typ: 'JWT' })}.${part({ exp: inSeconds(3600), ...claims })}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
