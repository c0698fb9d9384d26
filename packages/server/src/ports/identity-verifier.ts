/** Port: tells whether a signed identity is one that the company's own server has made. */
export interface IdentityVerifier {
  verify(token: string, nowSeconds: number): Promise<VerifiedIdentity>;
}

export type VerifiedIdentity =
  | { readonly type: 'verified'; readonly payload: Readonly<Record<string, unknown>> }
  | { readonly type: 'expired' }
  /** `why` tells nothing of keys, and nothing of customers. */
  | { readonly type: 'refused'; readonly why: string };
