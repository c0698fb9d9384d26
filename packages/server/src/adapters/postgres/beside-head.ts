import { leaveChange } from './changes/change-writer.ts';
import type { Parameter } from './postgres-database.ts';

/** A statement beside another: $1 is the session, its parameters begin at the number that it is given. */
export interface Beside {
  readonly sql: (first: number) => string;
  readonly parameters: readonly Parameter[];
}

export function insertEvents(first: number): string {
  const lists = [2, 3, 4, 5, 6, 7].map((place) => `$${first + place}::text[]`).join(', ');
  return `INSERT INTO event (session_id, "offset", at, kind, source, trace_id, data, metadata, unfinished)
    SELECT $1, $${first}::bigint + n - 1, $${first + 1}::bigint, kind, source, trace_id, data, metadata, unfinished = 'yes'
      FROM unnest(${lists}) WITH ORDINALITY AS given (kind, source, trace_id, data, metadata, unfinished, n)`;
}

/** The key, what it stands for, and the offset that it is answered with. */
export function keep(first: number): string {
  return `INSERT INTO idempotency VALUES ($1, $${first}, $${first + 1}, $${first + 2}::bigint)`;
}

export function tell(first: number): string {
  return leaveChange(first, '');
}

export function answer(): string {
  return 'DELETE FROM unanswered WHERE session_id = $1';
}

/** Whether the AI is to answer, and who has begun to. */
export function noteUnanswered(first: number): string {
  return `INSERT INTO unanswered (session_id, number, auto, node)
     SELECT id, number, $${first}::boolean, $${first + 1}::text FROM session WHERE id = $1
     ON CONFLICT (session_id) DO UPDATE SET auto = excluded.auto, node = excluded.node`;
}
