import { messages } from './messages.ts';

interface Named {
  customer: { id: string; name: string };
  session_id: string;
}

/** What the server calls a customer who gave no name. */
const GUEST = 'Guest';
const SUFFIX_LENGTH = 4;

/** The customer's name. Whoever gave none is told apart by the end of his session's id. */
export function customerName({ customer, session_id: sessionId }: Named): string {
  const given = givenName(customer);
  if (given !== '') return given;
  const suffix = sessionId
    .replaceAll(/[^A-Za-z0-9]/gu, '')
    .slice(-SUFFIX_LENGTH)
    .toUpperCase();
  return messages.guest(suffix);
}

/** The name that a customer gave himself; empty when he gave none. For what he is to read. */
export function givenName({ name }: { name: string }): string {
  return name === GUEST ? '' : name.trim();
}
