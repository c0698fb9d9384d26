import type { Secret } from '../../core/secret.ts';
import { readRetryAfter } from './back-off.ts';
import { ModelCallError } from './model-call-error.ts';
import type { CallFailure } from './model-call-error.ts';
import { redact } from './redact.ts';

/** What is needed to tell a failure without telling secrets. */
export interface FailureContext {
  /** Of the model. */
  readonly name: string;
  readonly secrets: readonly Secret[];
  /** What people wrote in this request. */
  readonly quotes: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Thrown where an answer is read and grows beyond its limit. */
export class AnswerTooLongError extends Error {}

const LONGEST_EXCERPT = 200;
/** 529 is Anthropic's «overloaded». */
const PASSING = new Set([408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529]);

/**
 * Turns whatever a provider package threw into an error that may be logged. The original is dropped: it carries
 * the request with its headers and everything that people wrote.
 */
export function toCallError(error: unknown, context: FailureContext): ModelCallError {
  if (error instanceof ModelCallError) return error;
  const { name } = context;
  const found = chainOf(error);
  if (found.some((each) => each instanceof AnswerTooLongError)) {
    return new ModelCallError(`${name}: the answer is longer than allowed`, { failure: 'size' });
  }
  const refused = found.find(isApiError);
  if (refused?.statusCode !== undefined && refused.statusCode >= 300) {
    return fromStatus(refused, refused.statusCode, context);
  }
  const names = found.map((each) => each.name);
  if (names.some((each) => /JSONParse|TypeValidation|InvalidResponseData/.test(each))) {
    return new ModelCallError(`${name}: the provider's answer is not of its documented form`, {
      failure: 'cut',
      retryable: true,
    });
  }
  const code = found.map(codeOf).find((each) => each !== null);
  if (names.some((each) => /NoOutputGenerated|NoContentGenerated|EmptyResponseBody/.test(each))) {
    return new ModelCallError(`${name}: the answer is empty`, { failure: 'invalid', retryable: true });
  }
  if (code === 'UND_ERR_SOCKET' || found.some((each) => each.message === 'terminated')) {
    return new ModelCallError(`${name}: the connection broke off`, { failure: 'cut', retryable: true });
  }
  if (
    code !== undefined ||
    found.some((each) => /^(?:fetch failed$|Cannot connect to API)/.test(each.message))
  ) {
    const message = `${name}: not reached${code === undefined ? '' : ` (${code})`}`;
    return new ModelCallError(message, { failure: 'network', retryable: true });
  }
  // Said within a stream that had begun well; what it says is not always an Error.
  return new ModelCallError(`${name}: the provider failed`, { failure: 'server', retryable: true });
}

interface ApiError extends Error {
  readonly statusCode?: number;
  readonly responseHeaders?: Record<string, string>;
  readonly responseBody?: string;
}

/** Provider packages each carry their own copy of the class: told by its name. */
function isApiError(error: Error): error is ApiError {
  return error.name === 'AI_APICallError';
}

function fromStatus(error: ApiError, status: number, context: FailureContext): ModelCallError {
  const told = readErrorBody(error.responseBody ?? '');
  const excerpt = redact(told.message.replaceAll(/\s+/g, ' '), context.secrets, context.quotes);
  const spent = status === 429 && /insufficient_quota|billing|credit/.test(`${told.code} ${told.message}`);
  return new ModelCallError(
    `${context.name}: HTTP ${status}${excerpt === '' ? '' : `, ${excerpt.slice(0, LONGEST_EXCERPT)}`}`,
    {
      failure: failureOf(status),
      status,
      retryable: PASSING.has(status) && !spent,
      retryAfter: readRetryAfter(error.responseHeaders ?? {}, context.now),
    },
  );
}

function failureOf(status: number): CallFailure {
  if (status === 401 || status === 403) return 'key';
  if (status === 429) return 'limit';
  return status >= 500 ? 'server' : 'request';
}

/** All of these APIs answer `{error: {message, code or type}}`; anything else is not repeated. */
function readErrorBody(body: string): { message: string; code: string } {
  try {
    const { error } = JSON.parse(body) as { error?: { message?: unknown; code?: unknown; type?: unknown } };
    return {
      message: typeof error?.message === 'string' ? error.message.slice(0, 4 * LONGEST_EXCERPT) : '',
      code: [error?.code, error?.type].filter((each) => typeof each === 'string').join(' '),
    };
  } catch {
    return { message: '', code: '' };
  }
}

function chainOf(error: unknown): Error[] {
  const found: Error[] = [];
  for (let each = error; each instanceof Error && found.length < 8; each = each.cause) found.push(each);
  return found;
}

function codeOf(error: Error): string | null {
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? code : null;
}
