/*
 * Erlang's delay formula: Poisson arrivals, exponential handling, equal servers, nobody gives up. A department
 * keeps none of this exactly; the figures are what a lead compares his own with.
 */

/** A line in balance: what comes in, how long it takes, how many can be served at once. */
export interface Load {
  /** Arrivals a second. */
  readonly arrivalRate: number;
  readonly meanHandlingSeconds: number;
  /** Conversations that can be held at once. */
  readonly servers: number;
}

/**
 * Share of arrivals that have to wait, for `erlangs` of offered traffic (arrival rate × mean handling time). 1 when
 * the traffic is as much as the servers can take, or more: then the line grows for ever. Goes by Erlang B and its
 * recurrence on the inverse, which stays in range for thousands of servers where factorials do not.
 */
export function waitingProbability(servers: number, erlangs: number): number {
  checkServers(servers);
  if (!(erlangs >= 0)) throw new RangeError('traffic is a number of erlangs, 0 or more');
  if (erlangs === 0) return 0;
  if (erlangs >= servers) return 1;
  let inverseB = 1;
  for (let n = 1; n <= servers; n += 1) {
    inverseB = 1 + (n / erlangs) * inverseB;
    // Almost nobody waits: what is left would overflow before it changed the answer.
    if (inverseB > 1e300) return 0;
  }
  const rho = erlangs / servers;
  return 1 / (rho + (1 - rho) * inverseB);
}

/** Mean wait of all arrivals in seconds, those at once included; Infinity when the line grows for ever. */
export function meanWaitSeconds(load: Load): number {
  const erlangs = load.arrivalRate * load.meanHandlingSeconds;
  const spare = load.servers - erlangs;
  if (spare <= 0) return Infinity;
  return (waitingProbability(load.servers, erlangs) * load.meanHandlingSeconds) / spare;
}

/** Share of arrivals that are served within a number of seconds. */
export function serviceLevel(load: Load, withinSeconds: number): number {
  const erlangs = load.arrivalRate * load.meanHandlingSeconds;
  if (erlangs >= load.servers) return 0;
  const spareRate = (load.servers - erlangs) / load.meanHandlingSeconds;
  return 1 - waitingProbability(load.servers, erlangs) * Math.exp(-spareRate * Math.max(0, withinSeconds));
}

/** The wait in seconds that a share of all arrivals does not exceed; 0 where so many do not wait at all. */
export function waitQuantileSeconds(load: Load, share: number): number {
  if (!(share >= 0 && share < 1)) throw new RangeError('a share is 0 or more and less than 1');
  const erlangs = load.arrivalRate * load.meanHandlingSeconds;
  if (erlangs >= load.servers) return Infinity;
  const probability = waitingProbability(load.servers, erlangs);
  if (1 - probability >= share) return 0;
  const spareRate = (load.servers - erlangs) / load.meanHandlingSeconds;
  return Math.log(probability / (1 - share)) / spareRate;
}

function checkServers(servers: number): void {
  if (!Number.isInteger(servers) || servers < 1 || servers > 100_000) {
    throw new RangeError('the number of servers is a whole number from 1 to 100,000');
  }
}
