import type { SessionHead } from '@baton/protocol';
import { customerName } from '../../lib/customer-name.ts';
import { plainText } from '../../lib/fuzzy.ts';

export const SESSION_FILTERS = ['all', 'ai', 'people'] as const;
export type SessionFilter = (typeof SESSION_FILTERS)[number];

/** Which conversations are shown, as it stands in the address; absent for all. */
export interface SessionsSearch {
  /** Who speaks for the company. */
  holder?: Exclude<SessionFilter, 'all'>;
  /** Part of the customer's name or of the title. */
  find?: string;
}

const MOST_CHARACTERS = 100;

/** An address is typed by anybody: what makes no sense is left out. */
export function sessionsSearchFrom(search: Readonly<Record<string, unknown>>): SessionsSearch {
  const { holder, find } = search;
  // The router reads `?find=42` as a number.
  const text = typeof find === 'number' ? String(find) : find;
  return {
    ...((holder === 'ai' || holder === 'people') && { holder }),
    ...(typeof text === 'string' && text !== '' && { find: text.slice(0, MOST_CHARACTERS) }),
  };
}

export function sessionMatcher({ holder, find }: SessionsSearch): (session: SessionHead) => boolean {
  const wanted = plainText(find?.trim() ?? '');
  return ({ id, mode, customer, title }) =>
    (holder === undefined || (mode === 'auto') === (holder === 'ai')) &&
    plainText(`${customerName({ customer, session_id: id })}\n${title ?? ''}`).includes(wanted);
}
