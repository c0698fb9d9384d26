import { createHash } from 'node:crypto';

/** Tells whether two texts are the same but for blanks and line ends. */
export function digestOf(text: string): string {
  const plain = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  return createHash('sha256').update(plain).digest('base64url');
}
