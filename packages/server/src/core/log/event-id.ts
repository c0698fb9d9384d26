/**
 * Event ids are computed, not stored: ten characters of 0-9a-zA-Z that look random, five from the offset and
 * five from the session. Looking an event up by id needs no index, which the append would have to keep up.
 * An id is unique in its session; the wire never names an event without its session.
 */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANGE = 62 ** 5;
/** Odd and no multiple of 31, so it has an inverse modulo 62^5; small enough that a product stays exact. */
const FACTOR = 9_000_011;
const INVERSE = Number(modularInverse(BigInt(FACTOR), BigInt(RANGE)));

export function eventId(sessionId: string, offset: number): string {
  const scrambled = (offset * FACTOR + hash(sessionId, 0x811c9dc5)) % RANGE;
  return encode(scrambled) + encode(hash(sessionId, 0x9747b28c));
}

/** The offset an id stands for in this session; null when it is no id of this session. */
export function offsetOfEventId(sessionId: string, id: string): number | null {
  if (!/^[0-9A-Za-z]{10}$/.test(id)) return null;
  const shifted = decode(id.slice(0, 5)) - hash(sessionId, 0x811c9dc5);
  const offset = Number((BigInt((shifted + RANGE) % RANGE) * BigInt(INVERSE)) % BigInt(RANGE));
  return eventId(sessionId, offset) === id ? offset : null;
}

/** FNV-1a with a seed, folded into 0 … 62^5 - 1. */
function hash(text: string, seed: number): number {
  let value = seed;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0) % RANGE;
}

function encode(value: number): string {
  let rest = value;
  let text = '';
  for (let i = 0; i < 5; i++) {
    text = DIGITS.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

function decode(text: string): number {
  let value = 0;
  for (const character of text) value = value * 62 + DIGITS.indexOf(character);
  return value;
}

function modularInverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value, modulus, 1n, 0n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b] = [b, a - quotient * b];
    [x, y] = [y, x - quotient * y];
  }
  return ((x % modulus) + modulus) % modulus;
}
