export interface Policy {
  readonly number: string;
  readonly kind: string;
  readonly covers: readonly string[];
  readonly excludes: readonly string[];
  readonly excess: string;
  readonly premium: string;
}
export interface Claim {
  readonly number: string;
  readonly policy: string;
  readonly what: string;
  /** `YYYY-MM-DD`. */
  readonly when: string;
  readonly status: string;
}
export declare function findPolicy(number: string): Policy | undefined;
/** Claims by their own number or by that of their policy. */
export declare function findClaims(number: string): readonly Claim[];
export declare function addClaim(policy: string, what: string, when: string): Claim;
//# sourceMappingURL=records.d.ts.map
