import type { Handoff, HandoffDetail } from '@baton/protocol';
import type { CommandOutcome } from '../app/handoff-desk.ts';
import { itemNotFound, refused, unprocessable } from './problem.ts';
import type { ServerParts } from './server-parts.ts';

/* What the routes of handoffs have in common. */

/** Throws what a command was refused with. */
export function checkOutcome(outcome: CommandOutcome, id: string): void {
  switch (outcome.type) {
    case 'done':
      return;
    case 'not-found':
      throw itemNotFound(id);
    case 'invalid':
      throw unprocessable(outcome.detail);
    case 'idempotency-mismatch':
      throw refused('idempotency-mismatch', 'This Idempotency-Key was used for another request.');
    case 'refused':
      throw refused(outcome.code, outcome.detail);
  }
}

export async function readDetail(parts: ServerParts, id: string): Promise<HandoffDetail> {
  const detail = await parts.desk.read(id);
  if (detail === null) throw itemNotFound(id);
  return detail;
}

/** The session's open handoff; null when none is. */
export async function readOpen(
  parts: ServerParts,
  sessionId: string,
  asCustomer: boolean,
): Promise<Handoff | null> {
  const open = await parts.app.sessions.readOpenHandoff(sessionId);
  return open === null ? null : parts.desk.view(open, asCustomer);
}
