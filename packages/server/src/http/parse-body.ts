import { isUtf8 } from 'node:buffer';
import type { ValidationFault } from '@baton/protocol';
import { invalid } from './problem.ts';

/** Nesting beyond this serves nobody and costs stack. */
const DEEPEST = 64;
/** What could make a string or number unfit; most bodies have none of it and are not walked. */
const SUSPECT = /\x7f|\\u00[01]|\\u007f|\\ud[89a-f]|\\[bf]|\d[eE][+]?\d|\d{16}/i;

/**
 * A JSON body, checked for what JSON allows and a store or a screen does not: invalid UTF-8, NUL and other
 * control characters, lone surrogates, numbers that do not fit, nesting without end. Throws a 422.
 */
export function parseBody(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw invalid([fault('unicode_error', [], 'The body is not valid UTF-8')]);
  const text = body.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason =
      error instanceof SyntaxError ? error.message.slice(0, 120).toWellFormed() : 'it is nested too deeply';
    throw invalid([{ ...fault('json_invalid', [], 'JSON decode error'), ctx: { error: reason } }]);
  }
  if (SUSPECT.test(text) || countOpeners(text) > DEEPEST) {
    const found = findUnfit(value);
    if (found !== null) throw invalid([found]);
  }
  return value;
}

function countOpeners(text: string): number {
  let openers = 0;
  for (const opener of ['[', '{']) {
    for (let at = text.indexOf(opener); at !== -1; at = text.indexOf(opener, at + 1)) openers++;
  }
  return openers;
}

interface Step {
  readonly value: unknown;
  readonly path: (string | number)[];
}

/** Walks without recursion, so that depth cannot exhaust the stack. */
function findUnfit(root: unknown): ValidationFault | null {
  const steps: Step[] = [{ value: root, path: [] }];
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const { value, path } = step;
    if (path.length > DEEPEST) return fault('too_deep', [], `Nested more than ${DEEPEST} levels deep`);
    const found = findUnfitScalar(value, path);
    if (found !== null) return found;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, child] of Object.entries(value)) {
      const badKey = findUnfitScalar(key, path);
      if (badKey !== null) return badKey;
      steps.push({ value: child, path: [...path, Array.isArray(value) ? Number(key) : key] });
    }
  }
  return null;
}

function findUnfitScalar(value: unknown, path: (string | number)[]): ValidationFault | null {
  if (typeof value === 'string') {
    if (!value.isWellFormed())
      return fault('string_unicode', path, 'Contains a lone surrogate: send whole characters');
    const control = findControl(value);
    if (control === null) return null;
    return fault('string_control', path, `Contains the control character ${control}: remove it`);
  }
  if (typeof value !== 'number') return null;
  if (!Number.isFinite(value)) return fault('finite_number', path, 'Input should be a finite number');
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return fault('int_out_of_range', path, 'Integers beyond 2^53 lose digits: send it as a string');
  }
  return null;
}

/** Tab, line feed and carriage return are text; the other C0 characters and DEL are not. */
function findControl(text: string): string | null {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const control = (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) || code === 0x7f;
    if (control) return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  }
  return null;
}

function fault(type: string, path: (string | number)[], msg: string): ValidationFault {
  return { type, loc: ['body', ...path], msg, input: null };
}
