import type { TriggerSettings } from '@baton/protocol';

/** What was set over REST about when an agent has a person asked for. Its id is the agent's. */
export interface TriggerPolicyRecord {
  readonly id: string;
  /** Microseconds since 1970. */
  readonly createdAt: number;
  readonly settings: TriggerSettings;
}
