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
  if (customer.name !== GUEST && customer.name.trim() !== '') return customer.name;
  const suffix = sessionId
    .replaceAll(/[^A-Za-z0-9]/gu, '')
    .slice(-SUFFIX_LENGTH)
    .toUpperCase();
  return messages.guest(suffix);
}
