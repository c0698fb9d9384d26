/* The company's books: a few contracts and claims, kept in memory. A real agent would ask its own systems. */

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

const POLICIES: readonly Policy[] = [
  {
    number: 'P-1001',
    kind: 'home policy',
    covers: ['fire', 'storm and hail', 'burst pipes', 'burglary'],
    excludes: ['flood', 'wear and tear'],
    excess: '150 euros a claim',
    premium: '24 euros a month',
  },
  {
    number: 'P-1002',
    kind: 'car policy',
    covers: ['damage to others', 'theft', 'broken windows', 'collisions with animals'],
    excludes: ['races', 'driving without a licence'],
    excess: '300 euros a claim',
    premium: '41 euros a month',
  },
  {
    number: 'P-1003',
    kind: 'travel policy',
    covers: ['cancelled trips', 'lost luggage', 'medical help abroad'],
    excludes: ['trips of more than eight weeks'],
    excess: '50 euros a claim',
    premium: '9 euros a month',
  },
];

const claims: Claim[] = [
  {
    number: 'CL-2041',
    policy: 'P-1001',
    what: 'water damage in the kitchen',
    when: '2025-02-18',
    status: 'in review: we are waiting for the plumber’s report',
  },
  {
    number: 'CL-2042',
    policy: 'P-1002',
    what: 'cracked windscreen',
    when: '2025-03-02',
    status: 'approved: 310 euros will be paid this week',
  },
  {
    number: 'CL-2043',
    policy: 'P-1002',
    what: 'stolen navigation system',
    when: '2025-03-20',
    status: 'open: please send us the police report',
  },
];

export function findPolicy(number: string): Policy | undefined {
  return POLICIES.find((policy) => policy.number === number);
}

/** Claims by their own number or by that of their policy. */
export function findClaims(number: string): readonly Claim[] {
  return claims.filter((claim) => claim.number === number || claim.policy === number);
}

export function addClaim(policy: string, what: string, when: string): Claim {
  const number = `CL-${2041 + claims.length}`;
  const claim: Claim = { number, policy, what, when, status: 'new' };
  claims.push(claim);
  return claim;
}

export interface Payment {
  readonly number: string;
  readonly claim: string;
  readonly euros: number;
  readonly reason: string;
}

export interface Ticket {
  readonly number: string;
  readonly team: string;
  readonly title: string;
  readonly details: string;
  readonly customerEmail: string | null;
  /** The conversation it comes from. */
  readonly session: string;
}

const payments: Payment[] = [];
const tickets: Ticket[] = [];
const escalations: { number: string; session: string; why: string; urgent: boolean }[] = [];

export function payOut(claim: string, euros: number, reason: string): Payment {
  const payment = { number: `PAY-${501 + payments.length}`, claim, euros, reason };
  payments.push(payment);
  return payment;
}

export function addTicket(ticket: Omit<Ticket, 'number'>): Ticket {
  const numbered = { ...ticket, number: `T-${301 + tickets.length}` };
  tickets.push(numbered);
  return numbered;
}

export function noteEscalation(session: string, why: string, urgent: boolean): { readonly number: string } {
  const escalation = { number: `E-${101 + escalations.length}`, session, why, urgent };
  escalations.push(escalation);
  return escalation;
}
