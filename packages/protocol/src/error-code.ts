export type ErrorCode =
  | 'stale-view'
  | 'already-held'
  | 'not-holder'
  | 'wrong-stage'
  | 'over-capacity'
  | 'not-suited'
  | 'offered-elsewhere'
  | 'not-offered'
  | 'not-present'
  | 'commitment-open'
  | 'time-not-possible'
  | 'in-use'
  | 'already-decided'
  | 'changed-since'
  | 'idempotency-mismatch'
  | 'agent-silent'
  | 'unauthenticated'
  | 'forbidden'
  | 'too-large'
  | 'rate-limited'
  | 'no-model'
  | 'unsupported-type'
  | 'needs-confirmation'
  | 'identity-off'
  | 'identity-expired'
  | 'identity-refused'
  | 'overloaded'
  | 'draining';

/** Every refusal that a client may act on: HTTP status and meaning. The body is `{detail, code, …}`. */
export const ERROR_CODES: Readonly<Record<ErrorCode, { status: number; meaning: string }>> = {
  'stale-view': {
    status: 409,
    meaning:
      'Newer events exist than the sender has seen; they come in `missing_events`. Read them and send again, or send with `force`.',
  },
  'already-held': { status: 409, meaning: 'Another operator holds this session.' },
  'not-holder': { status: 409, meaning: 'Only the operator who holds the session may do this.' },
  'wrong-stage': { status: 409, meaning: 'The handoff is in a stage in which this cannot be done.' },
  'over-capacity': {
    status: 409,
    meaning: 'The operator holds as many chats as he may. End one, or raise his `max_chats`.',
  },
  'not-suited': {
    status: 409,
    meaning:
      'The handoff asks for a department, skill or language that the operator lacks; the detail names it. Take the session over to hold it all the same.',
  },
  'offered-elsewhere': {
    status: 409,
    meaning: 'It is offered to another operator right now; the detail says to whom and until when.',
  },
  'not-offered': { status: 409, meaning: 'It is not offered to this operator, or not any more.' },
  'not-present': { status: 409, meaning: 'The operator is not here: choose another one, or a department.' },
  'commitment-open': {
    status: 409,
    meaning:
      'Something promised to the customer is still open: settle it, or confirm with `keep_commitments` that it is known.',
  },
  'time-not-possible': {
    status: 422,
    meaning: 'Nobody can call at that time; `nearest_utc` is one that can be kept.',
  },
  'in-use': { status: 409, meaning: 'It is still used; the detail says by what.' },
  'already-decided': {
    status: 409,
    meaning: 'Somebody has decided about it before; the detail says how.',
  },
  'changed-since': {
    status: 409,
    meaning:
      'What is to be taken back has been changed by hand since: look at it, and change or delete it there.',
  },
  'idempotency-mismatch': {
    status: 422,
    meaning: 'This Idempotency-Key was used before with another request.',
  },
  'agent-silent': { status: 422, meaning: 'The AI may not speak: the session is in manual mode.' },
  unauthenticated: { status: 401, meaning: 'Credentials are missing or not valid.' },
  forbidden: { status: 403, meaning: 'These credentials do not allow this operation.' },
  'too-large': { status: 413, meaning: 'The body is larger than the server accepts.' },
  'rate-limited': {
    status: 429,
    meaning: 'Too many requests; nothing was stored. `Retry-After` says when to try again.',
  },
  'no-model': {
    status: 409,
    meaning: 'No language model is set up, and this cannot be done without one.',
  },
  'unsupported-type': {
    status: 415,
    meaning: 'Files of this type are not taken; the detail says which are.',
  },
  'needs-confirmation': {
    status: 409,
    meaning:
      'It changes something outside the conversation: send it again with `confirmed` once that is wanted.',
  },
  'identity-off': {
    status: 409,
    meaning: 'This server is not set up to know customers by a signed identity.',
  },
  'identity-expired': {
    status: 401,
    meaning: 'The signed identity has expired: have the page’s own server sign a new one.',
  },
  'identity-refused': {
    status: 401,
    meaning: 'The signed identity is not one that this server trusts; the detail says what is wrong with it.',
  },
  overloaded: {
    status: 503,
    meaning: 'The server has more to do than it can; nothing was done. `Retry-After` says when to try again.',
  },
  draining: { status: 503, meaning: 'The server is shutting down; nothing was stored. Try again.' },
};

/** Body of every refusal. */
export interface ErrorBody {
  /** What is wrong and what to mend; for invalid input a list, one entry a fault. */
  detail: string | ValidationFault[];
  code?: ErrorCode;
}

/** One fault of an invalid request. `loc` starts with `body`, `query` or `path`. */
export interface ValidationFault {
  type: string;
  loc: (string | number)[];
  msg: string;
  input: unknown;
  ctx?: Record<string, unknown>;
}
