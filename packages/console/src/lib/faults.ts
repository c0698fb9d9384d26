import { RequestError } from '@baton/client';
import type { ValidationFault } from '@baton/protocol';
import { messages } from './messages.ts';
import { refusalText } from './refusal-text.ts';

/** What the server found wrong, by the field it is about: `policy.offer_seconds`. */
export interface Faults {
  /** That of a field or of something within it. */
  of(path: string): string | undefined;
  /** Whether it is about fields. */
  readonly inFields: boolean;
  /** What is wrong as a whole; null when nothing is. */
  readonly summary: string | null;
}

const NO_FAULTS: Faults = { of: () => undefined, inFields: false, summary: null };

export function faultsOf(error: unknown): Faults {
  if (error === null) return NO_FAULTS;
  const detail = error instanceof RequestError ? error.body.detail : null;
  if (!Array.isArray(detail)) return { of: () => undefined, inFields: false, summary: refusalText(error) };
  const byPath = detail.map((fault) => [fault.loc.slice(1).join('.'), faultText(fault)] as const);
  return {
    of: (path) => byPath.find(([at]) => at === path || at.startsWith(`${path}.`))?.[1],
    inFields: true,
    summary: `${messages.settings.checkFields} ${byPath[0]?.[1] ?? ''}`.trim(),
  };
}

/** In this page's language where the kind of fault is known, else in the server's words. */
function faultText({ type, msg, input, ctx = {} }: ValidationFault): string {
  const texts = messages.settings.faults;
  switch (type) {
    case 'missing':
    case 'too_short':
      return texts.missing;
    case 'string_too_short':
      return texts.tooShort(Number(ctx['min_length']));
    case 'string_too_long':
      return texts.tooLong(Number(ctx['max_length']));
    case 'too_long':
      return texts.fewer(Number(ctx['max_length']));
    case 'greater_than_equal':
      return texts.atLeast(Number(ctx['ge']));
    case 'less_than_equal':
      return texts.atMost(Number(ctx['le']));
    case 'int_type':
    case 'float_type':
      return texts.number;
    default:
      if (input === '') return texts.missing;
      return msg.replace(/^Value error, /u, '');
  }
}
