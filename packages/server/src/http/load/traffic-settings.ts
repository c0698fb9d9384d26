import { ConfigError } from '../../core/config-error.ts';

/** How many connections a server takes, and how it goes. */
export interface TrafficSettings {
  /** Connections at once. */
  readonly connections: number;
  /** Of them, from one address; behind a proxy, readers that wait, of one customer's address. */
  readonly connectionsPerAddress: number;
  /** Seconds between saying that it is not ready any more and closing. */
  readonly drainSeconds: number;
}

export const TRAFFIC_VARIABLES = [
  {
    name: 'BATON_CONNECTIONS',
    fallback: '60000',
    meaning: 'connections at once; further ones are closed',
  },
  {
    name: 'BATON_CONNECTIONS_PER_ADDRESS',
    fallback: '1000',
    meaning: 'connections at once of one address other than loopback; behind a proxy, readers that wait',
  },
  {
    name: 'BATON_DRAIN_SECONDS',
    fallback: '0',
    meaning: 'when told to end: seconds in which /readyz says no and requests are still answered',
  },
] as const;

/** Throws a ConfigError for a variable that cannot be used. */
export function readTrafficSettings(read: (name: string) => string): TrafficSettings {
  return {
    connections: readCount('BATON_CONNECTIONS', read, 1, 1_000_000),
    connectionsPerAddress: readCount('BATON_CONNECTIONS_PER_ADDRESS', read, 1, 1_000_000),
    drainSeconds: readCount('BATON_DRAIN_SECONDS', read, 0, 300),
  };
}

function readCount(name: string, read: (name: string) => string, min: number, max: number): number {
  const text = read(name);
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new ConfigError(`${name} must be a whole number from ${min} to ${max}, not "${text}"`);
}
