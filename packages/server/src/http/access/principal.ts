import type { OperatorRef } from '@baton/protocol';

/** Who a request comes from. */
export type Principal =
  | { readonly role: 'admin' }
  | { readonly role: 'operator'; readonly operator: OperatorRef }
  /** A program of the company: its website's backend, a connector. */
  | { readonly role: 'integration'; readonly id: string }
  /** The customer of one session. */
  | { readonly role: 'customer'; readonly sessionId: string }
  | { readonly role: 'anonymous' };

export type Role = Principal['role'];
