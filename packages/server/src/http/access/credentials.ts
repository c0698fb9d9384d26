import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Principal } from './principal.ts';

export interface ApiKey {
  readonly role: 'admin' | 'operator' | 'integration';
  /** For an operator his name; for the others what the key is for. */
  readonly name: string;
  readonly secret: string;
}

interface KnownKey {
  readonly digest: Buffer;
  /** Names the key in a token without telling anything of its secret. */
  readonly mark: string;
  readonly principal: Principal;
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
  readonly #keys: readonly KnownKey[];
  readonly #secret: string;

  constructor(keys: readonly ApiKey[], secret: string) {
    this.#secret = secret;
    this.#keys = keys.map((key) => {
      const hash = digest(key.secret);
      const mark = this.#sign(`key.${key.role}.${key.name}.${hash.toString('base64url')}`);
      return { digest: hash, mark, principal: principalOf(key) };
    });
  }

  /** Without keys the server is open to everybody who can reach it. */
  get open(): boolean {
    return this.#keys.length === 0;
  }

  /** The principal behind an API key, a session token or a console token; null when it is none of them. */
  check(presented: string, nowSeconds: number): Principal | null {
    return (
      this.#findKey(presented)?.principal ??
      this.#checkSessionToken(presented) ??
      this.#checkConsoleToken(presented, nowSeconds)
    );
  }

  /** A token with which a customer's browser may use this session and nothing else. */
  sessionToken(sessionId: string): string {
    const body = `${SESSION_PREFIX}.${sessionId}`;
    return `${body}.${this.#sign(body)}`;
  }

  /**
   * A token that stands for an API key in a browser's cookie, so that the key itself is kept nowhere. Only a key
   * is exchanged for one: a token is not, so that it ends when it says. Null when the key is not known.
   */
  signIn(key: string, nowSeconds: number): { readonly principal: Principal; readonly token: string } | null {
    const found = this.#findKey(key);
    if (found === null) return null;
    const body = `${CONSOLE_PREFIX}.${nowSeconds + SIGN_IN_SECONDS}.${found.mark}`;
    return { principal: found.principal, token: `${body}.${this.#sign(body)}` };
  }

  #findKey(presented: string): KnownKey | null {
    const wanted = digest(presented);
    let found: KnownKey | null = null;
    for (const key of this.#keys) if (timingSafeEqual(key.digest, wanted)) found = key;
    return found;
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
    const [prefix, expires, mark, signature] = parts;
    if (parts.length !== 4 || prefix !== CONSOLE_PREFIX || mark === undefined || signature === undefined)
      return null;
    if (!sameText(signature, this.#sign(`${prefix}.${expires}.${mark}`)) || Number(expires) < nowSeconds)
      return null;
    // A key that has been taken away or changed since takes its tokens with it.
    return this.#keys.find((key) => key.mark === mark)?.principal ?? null;
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#secret).update(text).digest('base64url');
  }
}

/** By what an operator is known: his name in small letters, with hyphens. */
export function operatorId(name: string): string {
  return name.toLowerCase().replace(/\s+/g, '-');
}

function principalOf(key: ApiKey): Principal {
  if (key.role === 'admin') return { role: 'admin' };
  if (key.role === 'integration') return { role: 'integration', id: key.name };
  return { role: 'operator', operator: { id: operatorId(key.name), name: key.name } };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function sameText(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}
