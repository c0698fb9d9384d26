/** The words of a command are wrong; the message says how. */
export class UsageError extends Error {}
