import { createHash } from 'node:crypto';

/** Tells two requests apart that carry the same `Idempotency-Key`. */
export function fingerprint(method: string, url: string, body: unknown): string {
  return createHash('sha256')
    .update(`${method} ${url}\n`)
    .update(JSON.stringify(body ?? null))
    .digest('base64url');
}
