import type { RemoteChange, RemoteTopic } from '../../../ports/remote-changes.ts';

/** What one transaction changed that other nodes have to hear of. */
export interface Change {
  readonly sessions?: readonly ChangedSession[];
  readonly records?: readonly (readonly [topic: RemoteTopic, key: string])[];
}

/** The handoff that changed with it; null when none did. */
export type ChangedSession = readonly [sessionId: string, handoffId: string | null];

/** A row of the table of changes. Its key is known before it is written, so that it can be told in any way. */
export interface ChangeNote {
  /** The store that writes: a name of its own at each start, so that it passes over what it wrote itself. */
  readonly writer: string;
  readonly seq: number;
  readonly body: string;
}

const TOPICS: ReadonlySet<unknown> = new Set<RemoteTopic>([
  'operator',
  'department',
  'presence',
  'behaviour',
  'follow-up',
  'customer',
]);

/** Sessions first, then records; a session of whose handoffs none changed is its id alone. */
export function bodyOf({ sessions = [], records = [] }: Change): string {
  return JSON.stringify([
    sessions.map(([id, handoffId]) => (handoffId === null ? id : [id, handoffId])),
    records,
  ]);
}

/** Null for what no store of ours has written. */
export function readBody(body: string): { sessions: ChangedSession[]; records: RemoteChange[] } | null {
  const parts = parse(body);
  if (!Array.isArray(parts) || !Array.isArray(parts[0]) || !Array.isArray(parts[1])) return null;
  return { sessions: parts[0].flatMap(readSession), records: parts[1].flatMap(readRecord) };
}

/** How it is told: the body is left out where it would be too long, and then read from the table. */
export function tellingOf({ writer, seq, body }: ChangeNote, most: number): string {
  const short = Buffer.byteLength(body) <= most;
  return `${writer} ${seq} ${short ? body : ''}`;
}

/** Null for what is no telling of ours: whoever may write to the way it comes by can say anything. */
export function readTelling(text: string): ChangeNote | null {
  const [, writer, seq, body] = /^([\w-]{1,64}) (\d{1,15}) (.*)$/s.exec(text) ?? [];
  if (writer === undefined || seq === undefined || body === undefined) return null;
  return { writer, seq: Number(seq), body };
}

function readSession(part: unknown): ChangedSession[] {
  if (typeof part === 'string') return [[part, null]];
  if (!isPair(part)) return [];
  return [part];
}

function readRecord(part: unknown): RemoteChange[] {
  if (!isPair(part) || !isTopic(part[0])) return [];
  return [{ topic: part[0], key: part[1] }];
}

function isPair(part: unknown): part is readonly [string, string] {
  return Array.isArray(part) && typeof part[0] === 'string' && typeof part[1] === 'string';
}

function isTopic(topic: unknown): topic is RemoteTopic {
  return TOPICS.has(topic);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
