import type { Json } from '@baton/protocol';

/** The object in `value`, or an empty one. */
export function object(value: Json | undefined): { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

export function string(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
