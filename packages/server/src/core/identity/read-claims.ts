import { GUEST_ID } from '../guest-id.ts';

/** What a page that the company signs for says of its customer. */
export interface CustomerClaims {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly metadata: Readonly<Record<string, string>>;
}

export type ReadClaims =
  | { readonly type: 'read'; readonly claims: CustomerClaims }
  | { readonly type: 'refused'; readonly why: string };

/** A token that is stolen is of use for no longer than this. */
const LONGEST_SECONDS = 24 * 3600;
/** Clocks of two machines differ. */
const LEEWAY_SECONDS = 60;
const MOST_ENTRIES = 20;
const LONGEST_KEY = 100;
const LONGEST_VALUE = 1000;
/** Control characters, and halves of pairs: two ids that hold different ones are the same once they are stored. */
const UNFIT = /[\p{Cc}\p{Cs}]/u;
/** In what may have several lines. */
const UNFIT_IN_LINES = /(?![\t\n\r])[\p{Cc}\p{Cs}]/u;

/** Reads the claims of an identity whose signature has been found good. `nowSeconds` is since 1970. */
export function readClaims(payload: Readonly<Record<string, unknown>>, nowSeconds: number): ReadClaims {
  const { sub, exp, name, email, metadata } = payload;
  if (typeof sub !== 'string' || sub.trim() === '' || sub.length > 100 || UNFIT.test(sub))
    return no('`sub` must be the customer’s id, 1 to 100 characters.');
  if (sub === GUEST_ID) return no(`\`sub\` must not be "${GUEST_ID}": it stands for whoever is not known.`);
  if (typeof exp !== 'number') return no('`exp` is missing: an identity must end.');
  if (exp - nowSeconds > LONGEST_SECONDS + LEEWAY_SECONDS) return no('`exp` must be within 24 hours.');
  if (!isText(name, 200)) return no('`name` must be a text of at most 200 characters.');
  if (!isText(email, 254)) return no('`email` must be a text of at most 254 characters.');
  const entries = readMetadata(metadata);
  if (entries === null)
    return no(
      `\`metadata\` must be an object of at most ${MOST_ENTRIES} texts of at most ${LONGEST_VALUE} characters.`,
    );
  return {
    type: 'read',
    claims: { id: sub, name: filled(name), email: filled(email), metadata: entries },
  };
}

function no(why: string): ReadClaims {
  return { type: 'refused', why };
}

function isText(value: unknown, longest: number): value is string | null | undefined {
  if (value === undefined || value === null) return true;
  return typeof value === 'string' && value.length <= longest && !UNFIT.test(value);
}

function filled(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

function readMetadata(value: unknown): Record<string, string> | null {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) return null;
  const entries = Object.entries(value);
  const fine = entries.every(
    ([key, text]) =>
      key.length <= LONGEST_KEY &&
      !UNFIT.test(key) &&
      typeof text === 'string' &&
      text.length <= LONGEST_VALUE &&
      !UNFIT_IN_LINES.test(text),
  );
  return fine && entries.length <= MOST_ENTRIES ? Object.fromEntries(entries as [string, string][]) : null;
}
