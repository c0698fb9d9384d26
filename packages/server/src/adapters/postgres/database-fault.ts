import { DatabaseError } from 'pg';
import {
  OverloadedError,
  StoreUnavailableError,
  UnknownOutcomeError,
  WriteFailedError,
} from '../../ports/store-errors.ts';

/** Deadlock, serialisation failure, unique violation: done again, what is read then is the newest. */
const PASSING = new Set(['40P01', '40001', '23505']);
/** All its connections are taken. */
const NO_ROOM = '53300';
/** It starts up, or shuts down. */
const NOT_NOW = '57P03';
/** A statement, or its wait for a lock, took longer than it may. */
const TOO_SLOW = new Set(['57014', '55P03']);
/** This server does not take writes, as one that is a replica now: another connection may lead to the one that does. */
const READ_ONLY = '25006';

export function isPassing(error: unknown): boolean {
  return error instanceof DatabaseError && PASSING.has(error.code ?? '');
}

/** Whether the server is there and has no room for a connection. */
export function hasNoRoom(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === NO_ROOM;
}

/** Whether a server that starts up, or is not there yet, may be what this error comes from. */
export function mayComeUp(error: unknown): boolean {
  if (error instanceof DatabaseError) return error.code === NOT_NOW || error.code === NO_ROOM;
  return isConnectionLoss(error);
}

/** Whether the connection has gone: of the network, or because the server ended it. */
function isConnectionLoss(error: unknown): boolean {
  if (isOurs(error)) return false;
  if (!(error instanceof DatabaseError)) return true;
  return error.severity === 'FATAL' || error.severity === 'PANIC' || /^(?:08|57P)/.test(error.code ?? '');
}

/** Whether the connection is of no more use after this error. */
export function spoilsConnection(error: unknown): boolean {
  return isConnectionLoss(error) || (error as { code?: string }).code === READ_ONLY;
}

/** Whether a statement would fail again by itself alone: the fault is its own, not the store's. */
export function isOfStatement(error: unknown): boolean {
  const cause = error instanceof WriteFailedError ? error.cause : error;
  // Data exceptions, violated constraints; 54: more than the server's limits allow.
  return cause instanceof DatabaseError && /^(?:22|23|54)/.test(cause.code ?? '');
}

/** What a caller is told who only reads, or whose write cannot have been done. */
export function unavailable(error: unknown): unknown {
  if (isOurs(error)) return error;
  const slow = error instanceof DatabaseError && TOO_SLOW.has(error.code ?? '');
  if (slow || isConnectionLoss(error)) return new StoreUnavailableError(messageOf(error), { cause: error });
  return error;
}

/** What a caller is told whose write has changed nothing. */
export function writeFailed(error: unknown): unknown {
  const known = unavailable(error);
  return isOurs(known) ? known : new WriteFailedError(messageOf(error), { cause: error });
}

/** What a caller is told who waited for the answer to a write or to its commit. */
export function unanswered(error: unknown): unknown {
  if (!isConnectionLoss(error)) return writeFailed(error);
  return new UnknownOutcomeError(messageOf(error), { cause: error });
}

/** Says what is wrong; of several addresses that were tried Node gives no message at all. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '')
    return [...new Set(error.errors.map(messageOf))].join('; ');
  return error instanceof Error ? error.message : String(error);
}

/** What is said already; and a mistake of ours is no failure of the database. */
function isOurs(error: unknown): boolean {
  return (
    error instanceof OverloadedError ||
    error instanceof WriteFailedError ||
    error instanceof StoreUnavailableError ||
    error instanceof UnknownOutcomeError ||
    error instanceof TypeError ||
    error instanceof RangeError
  );
}
