import type { KeyDetail } from '@baton/protocol';
import { findDetails } from '../nlp/extract/find-details.ts';
import type { DetailOptions } from '../nlp/extract/find-details.ts';

/**
 * Numbers, addresses, dates and names in a customer's message, each with the offset it was said at. Reads the
 * first 8,000 characters.
 */
export function findKeyDetails(text: string, offset: number, options: DetailOptions = {}): KeyDetail[] {
  return findDetails(text, options).flatMap(({ kind, value }) =>
    kind === 'url' ? [] : [{ kind, value, offset }],
  );
}
