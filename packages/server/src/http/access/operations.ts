import type { Role } from './principal.ts';

export type Operation =
  | 'health.read'
  | 'docs.read'
  | 'pages.read'
  | 'identity.read'
  | 'identity.write'
  | 'agents.read'
  | 'agents.write'
  | 'customers.read'
  | 'customers.write'
  | 'tags.read'
  | 'tags.write'
  | 'behaviour.read'
  | 'behaviour.write'
  | 'setup.write'
  | 'canned-replies.read'
  | 'canned-replies.write'
  | 'candidates.read'
  | 'candidates.propose'
  | 'candidates.decide'
  | 'services.read'
  | 'services.write'
  | 'sessions.create'
  | 'sessions.list'
  | 'sessions.read'
  | 'sessions.update'
  | 'sessions.delete'
  | 'sessions.token'
  | 'events.read'
  | 'events.create'
  | 'events.update'
  | 'events.delete'
  | 'traces.read'
  | 'handoffs.request'
  | 'handoffs.follow'
  | 'handoffs.read'
  | 'handoffs.work'
  | 'handoffs.choose'
  | 'follow-ups.read'
  | 'follow-ups.work'
  | 'staff.read'
  | 'staff.write'
  | 'presence.write'
  | 'analytics.read'
  | 'stream.read';

/**
 * Every operation a route can name, and the roles that may do it. A customer may do it to his own session
 * only; the one place that decides is authorize.ts.
 */
export const OPERATIONS: Readonly<Record<Operation, readonly Role[]>> = {
  'health.read': ['admin', 'operator', 'integration', 'customer', 'anonymous'],
  'docs.read': ['admin', 'operator', 'integration', 'customer', 'anonymous'],
  'pages.read': ['admin', 'operator', 'integration', 'customer', 'anonymous'],
  'identity.read': ['admin', 'operator', 'integration', 'customer'],
  'identity.write': ['admin', 'operator', 'integration', 'customer', 'anonymous'],
  'agents.read': ['admin', 'operator', 'integration', 'customer', 'anonymous'],
  'agents.write': ['admin'],
  'customers.read': ['admin', 'operator', 'integration'],
  'customers.write': ['admin', 'integration'],
  'tags.read': ['admin', 'operator', 'integration'],
  'tags.write': ['admin', 'integration'],
  /** What agents are told to do and what they know: nothing of it is for customers. */
  'behaviour.read': ['admin', 'operator', 'integration'],
  'behaviour.write': ['admin', 'integration'],
  /** Articles, triggers, the chat of an agent: of operators, those who are leads. */
  'setup.write': ['admin', 'operator', 'integration'],
  'canned-replies.read': ['admin', 'operator', 'integration'],
  /** Of operators, those who are leads. */
  'canned-replies.write': ['admin', 'operator', 'integration'],
  /** What operators have answered: what the AI may learn of it is decided by leads. */
  'candidates.read': ['admin', 'operator', 'integration'],
  'candidates.propose': ['admin', 'operator'],
  /** Of operators, those who are leads. */
  'candidates.decide': ['admin', 'operator'],
  /** A service's address may hold what lets one in. */
  'services.read': ['admin', 'integration'],
  /** It makes the server call an address: not for a key that a shop's backend has. */
  'services.write': ['admin'],
  'sessions.create': ['admin', 'integration', 'anonymous', 'customer', 'operator'],
  'sessions.list': ['admin', 'operator', 'integration'],
  'sessions.read': ['admin', 'operator', 'integration', 'customer'],
  'sessions.update': ['admin', 'operator', 'integration'],
  'sessions.delete': ['admin', 'integration'],
  /** A token with which a browser may be the customer of one session. */
  'sessions.token': ['admin', 'integration'],
  'events.read': ['admin', 'operator', 'integration', 'customer'],
  'events.create': ['admin', 'operator', 'integration', 'customer'],
  'events.update': ['admin', 'integration'],
  'events.delete': ['admin', 'integration'],
  /** Why the AI did what it did: rationales and quotes are not for the customer. */
  'traces.read': ['admin', 'operator', 'integration'],
  'handoffs.request': ['admin', 'operator', 'integration', 'customer'],
  /** The open handoff of one session, without what only operators read. */
  'handoffs.follow': ['admin', 'operator', 'integration', 'customer'],
  'handoffs.read': ['admin', 'operator', 'integration'],
  'handoffs.work': ['admin', 'operator'],
  /** What the customer decides while he waits: go on with the AI, be called, be written to. */
  'handoffs.choose': ['admin', 'operator', 'integration', 'customer'],
  /** Addresses of customers stand in them. */
  'follow-ups.read': ['admin', 'operator', 'integration'],
  'follow-ups.work': ['admin', 'operator'],
  /** Departments, operators and who is here. Addresses of operators are for admins and leads. */
  'staff.read': ['admin', 'operator', 'integration'],
  /** Of operators, those who are leads: staff-access.ts. */
  'staff.write': ['admin', 'operator'],
  /** An operator for himself; a lead may set others offline. */
  'presence.write': ['admin', 'operator'],
  /** Of operators, those who are leads, and each for himself: analytics-query.ts. */
  'analytics.read': ['admin', 'operator', 'integration'],
  'stream.read': ['admin', 'operator'],
};
