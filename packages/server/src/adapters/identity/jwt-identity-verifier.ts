import type { KeyObject } from 'node:crypto';
import { decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { IdentityVerifier, VerifiedIdentity } from '../../ports/identity-verifier.ts';
import type { IdentitySettings } from './read-identity-settings.ts';

/** Clocks of two machines differ. */
const LEEWAY_SECONDS = 30;
const UNTRUSTED = 'It is not signed with a key that this server trusts.';

/** Which algorithm a public key is for: a token never chooses how its key is used. */
function algorithmOf(key: KeyObject): 'RS256' | 'ES256' | 'EdDSA' {
  if (key.asymmetricKeyType === 'rsa') return 'RS256';
  return key.asymmetricKeyType === 'ec' ? 'ES256' : 'EdDSA';
}

/** Identities as JSON Web Tokens, signed with a shared secret or with keys whose public halves are set up. */
export class JwtIdentityVerifier implements IdentityVerifier {
  readonly #settings: IdentitySettings;

  constructor(settings: IdentitySettings) {
    this.#settings = settings;
  }

  async verify(token: string, nowSeconds: number): Promise<VerifiedIdentity> {
    let outcome: VerifiedIdentity = { type: 'refused', why: UNTRUSTED };
    for (const { key, algorithm } of this.#candidates(token)) {
      outcome = await this.#verifyWith(token, key, algorithm, nowSeconds);
      // Its signature is good: what is wrong with it otherwise is the same under every key.
      if (outcome.type !== 'refused' || outcome.why !== UNTRUSTED) return outcome;
    }
    return outcome;
  }

  #candidates(token: string): { key: KeyObject | Uint8Array; algorithm: string }[] {
    const { secret, keys } = this.#settings;
    let wanted: string | undefined;
    try {
      wanted = decodeProtectedHeader(token).alg;
    } catch {
      return [];
    }
    if (wanted === 'HS256') return secret === null ? [] : [{ key: secret, algorithm: wanted }];
    return keys
      .map((key) => ({ key, algorithm: algorithmOf(key) }))
      .filter(({ algorithm }) => algorithm === wanted);
  }

  async #verifyWith(
    token: string,
    key: KeyObject | Uint8Array,
    algorithm: string,
    nowSeconds: number,
  ): Promise<VerifiedIdentity> {
    const { audience } = this.#settings;
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [algorithm],
        clockTolerance: LEEWAY_SECONDS,
        currentDate: new Date(nowSeconds * 1000),
        ...(audience !== null && { audience }),
      });
      return { type: 'verified', payload };
    } catch (error) {
      if (error instanceof errors.JWTExpired) return { type: 'expired' };
      if (error instanceof errors.JWTClaimValidationFailed)
        return { type: 'refused', why: claimFault(error.claim) };
      return { type: 'refused', why: UNTRUSTED };
    }
  }
}

function claimFault(claim: string): string {
  if (claim === 'aud') return '`aud` is not the audience that this server expects.';
  if (claim === 'nbf') return 'It is not valid yet (`nbf`).';
  return 'One of its times is not a number.';
}
