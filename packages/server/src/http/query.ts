import { z } from 'zod';

/* Query parameters arrive as text; a parameter given twice counts with its last value. */

const last = (value: unknown): unknown => (Array.isArray(value) ? value.at(-1) : value);

export interface IntRange {
  readonly min?: number;
  readonly max?: number;
}

/** An integer within the range; absent is undefined. */
export function intParam(description: string, range: IntRange = {}): z.ZodType<number | undefined> {
  return z.preprocess(parseInteger, integer(range).optional()).meta({ description });
}

/** An integer that must be there. */
export function requiredIntParam(description: string): z.ZodType<number> {
  return z.preprocess(parseInteger, integer({})).meta({ description });
}

function integer(range: IntRange): z.ZodNumber {
  return z
    .int()
    .min(range.min ?? Number.MIN_SAFE_INTEGER)
    .max(range.max ?? Number.MAX_SAFE_INTEGER);
}

function parseInteger(value: unknown): unknown {
  const text = last(value);
  return typeof text === 'string' && /^[+-]?\d{1,15}$/.test(text) ? Number(text) : text;
}

const TRUE = new Set(['true', '1', 'yes', 'on', 't', 'y']);
const FALSE = new Set(['false', '0', 'no', 'off', 'f', 'n']);

/** A boolean in any of the spellings that Parlant accepts. */
export function boolParam(fallback: boolean, description: string): z.ZodType<boolean> {
  return z
    .preprocess(
      (value) => {
        const text = last(value);
        if (text === undefined) return undefined;
        const lower = typeof text === 'string' ? text.toLowerCase() : '';
        return TRUE.has(lower) ? true : FALSE.has(lower) ? false : text;
      },
      z.boolean({ error: 'Input should be a valid boolean, unable to interpret input' }).default(fallback),
    )
    .meta({ type: 'boolean', default: fallback, description });
}

export function textParam(description: string): z.ZodType<string | undefined> {
  return z.preprocess(last, z.string().max(1000).optional()).meta({ type: 'string', description });
}

/** A text that must be there, with at most so many characters. */
export function requiredTextParam(description: string, most: number): z.ZodType<string> {
  return z.preprocess(last, z.string().min(1).max(most)).meta({ type: 'string', description });
}

export function enumParam<const T extends readonly string[]>(
  values: T,
  description: string,
): z.ZodType<T[number] | undefined> {
  return z.preprocess(last, z.enum(values).optional()).meta({ type: 'string', enum: values, description });
}

/** A parameter that may be repeated. */
export function listParam(description: string): z.ZodType<string[]> {
  return z
    .preprocess(
      (value) => (value === undefined || Array.isArray(value) ? value : [value]),
      z.array(z.string().max(1000)).max(50).default([]),
    )
    .meta({ type: 'array', items: { type: 'string' }, description });
}
