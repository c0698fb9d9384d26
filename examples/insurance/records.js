/* The company's books: a few contracts and claims, kept in memory. A real agent would ask its own systems. */
const POLICIES = [
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
const claims = [
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
export function findPolicy(number) {
  return POLICIES.find((policy) => policy.number === number);
}
/** Claims by their own number or by that of their policy. */
export function findClaims(number) {
  return claims.filter((claim) => claim.number === number || claim.policy === number);
}
export function addClaim(policy, what, when) {
  const number = `CL-${2041 + claims.length}`;
  const claim = { number, policy, what, when, status: 'new' };
  claims.push(claim);
  return claim;
}
//# sourceMappingURL=records.js.map
