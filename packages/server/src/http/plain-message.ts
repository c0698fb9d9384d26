import type { CreateEvent } from '@baton/protocol';

/**
 * A body that is a customer's message as nearly all are: text, and at most some metadata. It is as
 * CreateEventSchema would give it back, for a tenth of the time; null for every other body, be it right or wrong.
 */
export function asPlainMessage(body: unknown): CreateEvent | null {
  if (typeof body !== 'object' || body === null) return null;
  for (const key in body) {
    if (key !== 'kind' && key !== 'source' && key !== 'message' && key !== 'metadata') return null;
  }
  const { kind, source, message, metadata } = body as Record<string, unknown>;
  if (kind !== 'message' || source !== 'customer' || typeof message !== 'string') return null;
  return metadata === undefined || isPlainObject(metadata) ? (body as CreateEvent) : null;
}

function isPlainObject(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !Object.hasOwn(value, '__proto__')
  );
}
