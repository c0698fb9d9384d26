import { z } from 'zod';

export type ReadAnswer<T> =
  | { readonly type: 'valid'; readonly value: T }
  /** What the model is told about its answer. */
  | { readonly type: 'invalid'; readonly problem: string };

const LONGEST_PROBLEM = 1000;

/** Reads a structured answer: the whole text as JSON, or the JSON that stands in it among other words. */
export function readAnswer<T>(text: string, schema: z.ZodType<T>): ReadAnswer<T> {
  const found = findJson(text);
  if (found === undefined) return { type: 'invalid', problem: 'it is not valid JSON' };
  const parsed = schema.safeParse(found.json);
  if (parsed.success) return { type: 'valid', value: parsed.data };
  return { type: 'invalid', problem: z.prettifyError(parsed.error).slice(0, LONGEST_PROBLEM) };
}

function findJson(text: string): { json: unknown } | undefined {
  const fence = /```(?:json)?[ \t]*\r?\n/i.exec(text);
  const fenced = fence === null ? undefined : text.slice(fence.index + fence[0].length).split('```', 1)[0];
  for (const candidate of [text, fenced, between(text, '{', '}'), between(text, '[', ']')]) {
    if (candidate === undefined) continue;
    try {
      return { json: JSON.parse(candidate) };
    } catch {
      // The next candidate may be what was meant.
    }
  }
  return undefined;
}

function between(text: string, open: string, close: string): string | undefined {
  const start = text.indexOf(open);
  const end = text.lastIndexOf(close);
  return start < 0 || end < start ? undefined : text.slice(start, end + 1);
}
