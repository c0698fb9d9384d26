import { randomBytes, randomFillSync } from 'node:crypto';

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

/** Random bytes are drawn ahead: a call for each id would cost ten times as much. */
const drawn = Buffer.alloc(4096);
const TRACE_BYTES = 16;
let used = drawn.length;

/** 32 hexadecimal digits, one per request. */
export function newTraceId(): string {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  const start = used;
  used += TRACE_BYTES;
  return drawn.toString('hex', start, used);
}
