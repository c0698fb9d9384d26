import { ModelUnavailableError } from '../../ports/model.ts';

/**
 * Why one model gave no usable answer.
 * - `key`: the key is refused; `request`: so is the request; `limit`: too many of them, or the credit is used up
 * - `server`: the provider failed; `network`: it was not reached; `timeout`: it did not answer in time
 * - `cut`: the answer broke off; `size`: it was too long; `filtered`: the provider withheld it
 * - `invalid`: it answered, but not what was asked for
 */
export type CallFailure =
  | 'key'
  | 'request'
  | 'limit'
  | 'server'
  | 'network'
  | 'timeout'
  | 'cut'
  | 'size'
  | 'filtered'
  | 'invalid';

/** A call that failed, told without keys and without what people wrote. */
export class ModelCallError extends ModelUnavailableError {
  override readonly name = 'ModelCallError';
  readonly failure: CallFailure;
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** The same request may succeed a moment later. */
  readonly retryable: boolean;
  /** Milliseconds that the provider asks to wait. */
  readonly retryAfter: number | null;

  constructor(
    message: string,
    details: {
      readonly failure: CallFailure;
      readonly status?: number;
      readonly retryable?: boolean;
      readonly retryAfter?: number | null;
    },
  ) {
    super(message);
    this.failure = details.failure;
    this.status = details.status ?? null;
    this.retryable = details.retryable ?? false;
    this.retryAfter = details.retryAfter ?? null;
  }
}
