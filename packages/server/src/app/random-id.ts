import { randomBytes, randomUUID } from 'node:crypto';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Ten random characters of 0-9a-zA-Z, as Parlant's ids are: 59 bits. */
export function randomId(): string {
  let id = '';
  while (id.length < 10) {
    for (const byte of randomBytes(16)) {
      // 248 is the largest multiple of 62 in a byte: what is above would favour some digits.
      if (byte < 248 && id.length < 10) id += DIGITS.charAt(byte % 62);
    }
  }
  return id;
}

/** 32 hexadecimal digits, one per request. */
export function newTraceId(): string {
  return randomUUID().replaceAll('-', '');
}
