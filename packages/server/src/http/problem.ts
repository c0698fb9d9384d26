import { ERROR_CODES } from '@baton/protocol';
import type { ErrorBody, ErrorCode, ValidationFault } from '@baton/protocol';

/** A refusal on its way to the client: thrown by handlers, mapped to a response in one place. */
export class Problem extends Error {
  readonly status: number;
  readonly body: ErrorBody & Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    body: ErrorBody & Record<string, unknown>,
    headers: Record<string, string> = {},
  ) {
    super(typeof body.detail === 'string' ? body.detail : 'invalid request');
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** 404 with Parlant's words. */
export function notFound(detail: string): Problem {
  return new Problem(404, { detail });
}

export function itemNotFound(id: string): Problem {
  return notFound(`Item '${id}' not found`);
}

export function sessionNotFound(id: string): Problem {
  return notFound(`Session not found (id='${id}')`);
}

/** 422 with one sentence. */
export function unprocessable(detail: string): Problem {
  return new Problem(422, { detail });
}

/** 422 with a list of faults. */
export function invalid(faults: ValidationFault[]): Problem {
  return new Problem(422, { detail: faults });
}

/** A refusal of the catalogue. */
export function refused(code: ErrorCode, detail: string, extra: Record<string, unknown> = {}): Problem {
  return new Problem(ERROR_CODES[code].status, { detail, code, ...extra });
}
