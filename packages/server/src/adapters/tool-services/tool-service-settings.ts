import { ConfigError } from '../../core/config-error.ts';
import { OutboundPolicy } from './outbound/outbound-policy.ts';

/** What can be set of tool services. */
export interface ToolServiceSettings {
  readonly policy: OutboundPolicy;
  /** Milliseconds that one call may take. */
  readonly callTimeout: number;
  /** Bytes of one result. */
  readonly resultLimit: number;
}

/** As part of the server's variables. */
export const TOOL_SERVICE_VARIABLES: readonly {
  readonly name: string;
  readonly fallback: string;
  readonly meaning: string;
}[] = [
  {
    name: 'BATON_TOOL_SERVICE_HOSTS',
    fallback: '',
    meaning:
      'hosts (host or host:port) and networks (10.0.0.0/8) outside the public Internet that tool services may be at, comma-separated, or none; default: this machine without keys, none with keys',
  },
  { name: 'BATON_TOOL_TIMEOUT', fallback: '120', meaning: 'seconds that a call of a tool service may take' },
  {
    name: 'BATON_TOOL_RESULT_LIMIT',
    fallback: '262144',
    meaning: 'largest result of a tool service in bytes',
  },
];

/** The engine takes no larger one. */
const LARGEST_RESULT = 1_000_000;
const LOOPBACK = ['127.0.0.0/8', '::1/128'];

/** `open`: nobody but this machine can reach the server, which asks nobody for a key. Throws a ConfigError. */
export function readToolServiceSettings(read: (name: string) => string, open: boolean): ToolServiceSettings {
  return {
    policy: readPolicy(read('BATON_TOOL_SERVICE_HOSTS'), open),
    // The engine gives no call more than 120 seconds.
    callTimeout: 1000 * readInteger('BATON_TOOL_TIMEOUT', read('BATON_TOOL_TIMEOUT'), 1, 120),
    resultLimit: readInteger(
      'BATON_TOOL_RESULT_LIMIT',
      read('BATON_TOOL_RESULT_LIMIT'),
      1024,
      LARGEST_RESULT,
    ),
  };
}

function readPolicy(text: string, open: boolean): OutboundPolicy {
  if (text === 'none') return OutboundPolicy.parse([]);
  if (text === '') return OutboundPolicy.parse(open ? LOOPBACK : []);
  try {
    return OutboundPolicy.parse(text.split(',').map((entry) => entry.trim()));
  } catch (error) {
    const reason = error instanceof TypeError ? error.message : 'an entry cannot be read';
    throw new ConfigError(`BATON_TOOL_SERVICE_HOSTS: ${reason}`, { cause: error });
  }
}

function readInteger(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new ConfigError(`${name} must be a whole number from ${min} to ${max}, not "${text}"`);
}
