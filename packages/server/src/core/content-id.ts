import { createHash } from 'node:crypto';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Ten characters of 0-9a-zA-Z that depend on the content alone: what was made from the same code keeps its id. */
export function contentId(...content: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(content)).digest();
  let value = BigInt(`0x${digest.toString('hex')}`);
  let id = '';
  for (let i = 0; i < 10; i++) {
    id += DIGITS.charAt(Number(value % 62n));
    value /= 62n;
  }
  return id;
}
