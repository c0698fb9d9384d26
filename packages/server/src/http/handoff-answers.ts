import type { Handoff, HandoffDetail } from '@baton/protocol';
import type { CommandOutcome } from '../app/command-outcome.ts';
import type { ChoiceOutcome, ChoiceRefusal } from '../app/follow-ups/choose-alternative.ts';
import type { Refusal } from '../core/handoff/decision.ts';
import type { HandoffState } from '../core/handoff/handoff-state.ts';
import { formatTime } from '../core/time.ts';
import { itemNotFound, refused, sessionNotFound, unprocessable } from './problem.ts';
import type { Problem } from './problem.ts';
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
      throw refusal(outcome);
  }
}

/** A refusal on the wire; of a time that cannot be kept with the nearest one that can. */
export function refusal({ code, detail, ...rest }: Refusal | ChoiceRefusal): Problem {
  if (!('nearest' in rest)) return refused(code, detail);
  const { nearest = null } = rest;
  return refused(code, detail, { nearest_utc: nearest === null ? null : formatTime(nearest) });
}

/** Throws what a choice was refused with. */
export function checkChoice(outcome: ChoiceOutcome, id: string): void {
  if (outcome.type !== 'repeated') checkOutcome(outcome, id);
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

/** The handoff that was just asked for or taken. It may have ended since, and its session may be gone. */
export async function readNewest(parts: ServerParts, sessionId: string): Promise<HandoffState> {
  const { sessions } = parts.app;
  const open = await sessions.readOpenHandoff(sessionId);
  if (open !== null) return open;
  const [ended] = await sessions.listHandoffs({ session: sessionId, sort: 'newest', limit: 1 });
  if (ended === undefined) throw sessionNotFound(sessionId);
  return ended;
}
