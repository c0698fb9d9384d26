import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Principal } from './principal.ts';

export interface ApiKey {
  readonly role: 'admin' | 'operator' | 'integration';
  /** For an operator his name; for the others what the key is for. */
  readonly name: string;
  readonly secret: string;
}

const SESSION_PREFIX = 'bst';
const CONSOLE_PREFIX = 'bct';

/** Seconds a browser stays signed in to the console. */
export const SIGN_IN_SECONDS: number = 12 * 3600;

/**
 * Checks what callers present. Keys are compared by digest in constant time, so that neither their length nor
 * a common beginning shows; tokens are HMACs under the server's secret and need no store.
 */
export class Credentials {
  readonly #keys: readonly { readonly digest: Buffer; readonly principal: Principal }[];
  readonly #secret: string;

  constructor(keys: readonly ApiKey[], secret: string) {
    this.#keys = keys.map((key) => ({ digest: digest(key.secret), principal: principalOf(key) }));
    this.#secret = secret;
  }

  /** Without keys the server is open to everybody who can reach it. */
  get open(): boolean {
    return this.#keys.length === 0;
  }

  /** The principal behind an API key, a session token or a console token; null when it is none of them. */
  check(presented: string, nowSeconds: number): Principal | null {
    const wanted = digest(presented);
    let found: Principal | null = null;
    for (const { digest: candidate, principal } of this.#keys) {
      if (timingSafeEqual(candidate, wanted)) found = principal;
    }
    return found ?? this.#checkSessionToken(presented) ?? this.#checkConsoleToken(presented, nowSeconds);
  }

  /** A token with which a customer's browser may use this session and nothing else. */
  sessionToken(sessionId: string): string {
    const body = `${SESSION_PREFIX}.${sessionId}`;
    return `${body}.${this.#sign(body)}`;
  }

  /** A token that stands for an API key in a browser's cookie, so that the key itself is kept nowhere. */
  consoleToken(principal: Principal, nowSeconds: number): string {
    const expires = nowSeconds + SIGN_IN_SECONDS;
    const payload = Buffer.from(JSON.stringify(principal)).toString('base64url');
    const body = `${CONSOLE_PREFIX}.${expires}.${payload}`;
    return `${body}.${this.#sign(body)}`;
  }

  #checkSessionToken(token: string): Principal | null {
    const parts = token.split('.');
    const [prefix, sessionId, signature] = parts;
    if (parts.length !== 3 || prefix !== SESSION_PREFIX || sessionId === undefined || signature === undefined)
      return null;
    if (!sameText(signature, this.#sign(`${prefix}.${sessionId}`))) return null;
    return { role: 'customer', sessionId };
  }

  #checkConsoleToken(token: string, nowSeconds: number): Principal | null {
    const parts = token.split('.');
    const [prefix, expires, payload, signature] = parts;
    if (parts.length !== 4 || prefix !== CONSOLE_PREFIX || payload === undefined || signature === undefined)
      return null;
    if (!sameText(signature, this.#sign(`${prefix}.${expires}.${payload}`)) || Number(expires) < nowSeconds)
      return null;
    return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Principal;
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#secret).update(text).digest('base64url');
  }
}

function principalOf(key: ApiKey): Principal {
  if (key.role === 'admin') return { role: 'admin' };
  if (key.role === 'integration') return { role: 'integration', id: key.name };
  return { role: 'operator', operator: { id: key.name.toLowerCase().replace(/\s+/g, '-'), name: key.name } };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function sameText(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}
