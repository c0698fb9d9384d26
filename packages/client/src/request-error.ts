import type { ErrorBody, ErrorCode } from '@baton/protocol';

/** A refusal by the server. `body.code` says which, `body.detail` what to mend. */
export class RequestError extends Error {
  readonly status: number;
  readonly code: ErrorCode | null;
  readonly body: ErrorBody & Record<string, unknown>;

  constructor(status: number, body: ErrorBody & Record<string, unknown>) {
    const { detail } = body;
    super(typeof detail === 'string' ? detail : detail.map((f) => `${f.loc.join('.')}: ${f.msg}`).join('; '));
    this.name = 'RequestError';
    this.status = status;
    this.code = body.code ?? null;
    this.body = body;
  }
}
