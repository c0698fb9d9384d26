/** The writer has more waiting than it can clear soon: nothing was stored, try again later. */
export class OverloadedError extends Error {}

/** The write failed (disk full, …) and has changed nothing. */
export class WriteFailedError extends Error {}
