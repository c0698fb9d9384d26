import { z } from 'zod';

/* Query parameters arrive as text; a parameter given twice counts with its last value. */

const last = (value: unknown): unknown => (Array.isArray(value) ? value.at(-1) : value);

/** An integer, clamped into a range that a number can hold exactly; anything else is a 422. */
export function intParam(description: string): z.ZodType<number | undefined> {
  return z
    .preprocess(
      (value) => {
        const text = last(value);
        return typeof text === 'string' && /^[+-]?\d{1,18}$/.test(text) ? Number(text) : text;
      },
      z.number({ error: 'Input should be a valid integer, unable to parse string as an integer' }).int().optional(),
    )
    .meta({ type: 'integer', description });
}

const TRUE = new Set(['true', '1', 'yes', 'on', 't', 'y']);
const FALSE = new Set(['false', '0', 'no', 'off', 'f', 'n']);

/** A boolean in any of the spellings that Parlant accepts. */
export function boolParam(fallback: boolean, description: string): z.ZodType<boolean> {
  return z
    .preprocess(
      (value) => {
        const text = last(value);
        if (text === undefined) return fallback;
        const lower = String(text).toLowerCase();
        return TRUE.has(lower) ? true : FALSE.has(lower) ? false : text;
      },
      z.boolean({ error: 'Input should be a valid boolean, unable to interpret input' }),
    )
    .meta({ type: 'boolean', default: fallback, description });
}

export function textParam(description: string): z.ZodType<string | undefined> {
  return z.preprocess(last, z.string().max(1000).optional()).meta({ type: 'string', description });
}

export function enumParam<const T extends readonly string[]>(values: T, description: string): z.ZodType<T[number] | undefined> {
  return z.preprocess(last, z.enum(values).optional()).meta({ type: 'string', enum: values, description });
}

/** A parameter that may be repeated. */
export function listParam(description: string): z.ZodType<string[]> {
  return z
    .preprocess(
      (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
      z.array(z.string().max(1000)).max(50),
    )
    .meta({ type: 'array', items: { type: 'string' }, description });
}
