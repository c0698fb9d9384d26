/** Nothing was moved, or no more than before; the message says why. */
export class MoveRefusedError extends Error {}
