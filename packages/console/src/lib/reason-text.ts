import type { Handoff } from '@baton/protocol';
import { knownText } from './known-text.ts';
import { messages } from './messages.ts';

/** Why a person is needed, in plain words. A reason of the application's own is shown as it is written. */
export function reasonText(reason: string): string {
  const known = knownText(messages.reason, reason);
  if (known !== undefined) return known;
  const words = reason.replaceAll(/[_-]+/gu, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The customer's words that made the handoff, if any. */
export function triggeringQuote({ evidence }: Pick<Handoff, 'evidence'>): string | null {
  return evidence.find(({ quote }) => quote !== null && quote.trim() !== '')?.quote ?? null;
}
