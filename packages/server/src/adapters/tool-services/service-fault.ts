export type ServiceFaultKind =
  /** Its address is one that this server does not call. */
  | 'address'
  /** No connection, or one that broke. */
  | 'unreachable'
  | 'timeout'
  /** More than is read of an answer. */
  | 'too-large'
  /** It refused: a status that is no success. */
  | 'status'
  /** An answer that is not what its protocol says. */
  | 'protocol'
  /** The tool itself says that it failed. */
  | 'tool'
  /** As many calls as it may have at once are under way. */
  | 'busy';

/** A tool service did not do what it should. The message holds no address and nothing it said but its own error. */
export class ServiceFault extends Error {
  readonly kind: ServiceFaultKind;
  /** Of `status`. */
  readonly status: number | null;

  constructor(
    kind: ServiceFaultKind,
    message: string,
    options: { readonly status?: number; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.kind = kind;
    this.status = options.status ?? null;
  }
}

export function isFault(error: unknown, ...kinds: readonly ServiceFaultKind[]): error is ServiceFault {
  return error instanceof ServiceFault && kinds.includes(error.kind);
}
