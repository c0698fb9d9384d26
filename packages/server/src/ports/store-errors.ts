/** The writer has more waiting than it can clear soon: nothing was stored, try again later. */
export class OverloadedError extends Error {}

/** The write failed (disk full, …) and has changed nothing. */
export class WriteFailedError extends Error {}

/** The store does not answer, or not in time: nothing that was asked of it has been done. */
export class StoreUnavailableError extends Error {}

/**
 * The store went away before it said what came of a write: it has been done whole or not at all, and nobody knows which.
 * Asked again under its idempotency key it is done once.
 */
export class UnknownOutcomeError extends Error {}

/** Whether the store alone is at fault, and for a while: what was asked of it may be asked again. */
export function isOfStore(error: unknown): boolean {
  return (
    error instanceof OverloadedError ||
    error instanceof StoreUnavailableError ||
    error instanceof UnknownOutcomeError
  );
}
