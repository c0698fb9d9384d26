import type { JsonObject } from './json.ts';

/** `auto`: the AI may speak. `manual`: it is silent; a person holds the session or is awaited. */
export const SESSION_MODES = ['auto', 'manual'] as const;
export type SessionMode = (typeof SESSION_MODES)[number];

/** A conversation. */
export interface Session {
  id: string;
  agent_id: string;
  /** `guest` when none was given. */
  customer_id: string;
  creation_utc: string;
  title: string | null;
  mode: SessionMode;
  /** How far each kind of reader has read: offsets, from 0. */
  consumption_offsets: { client: number };
  metadata: JsonObject;
  labels: string[];
}
