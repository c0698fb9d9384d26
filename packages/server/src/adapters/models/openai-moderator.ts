import type { Logger } from 'pino';
import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import { endpointName } from '../../ports/model-settings.ts';
import type { ModelEndpoint } from '../../ports/model-settings.ts';
import type { ModerationVerdict, Moderator } from '../../ports/moderator.ts';
import { readRetryAfter } from './back-off.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { ModelCallError } from './model-call-error.ts';
import { orAborted } from '../../ports/or-aborted.ts';
import { TimeLimit } from './time-limit.ts';

export interface ModeratorParts {
  readonly clock: Clock;
  readonly log: Pick<Logger, 'warn'>;
  /** Judges when the endpoint does not, and knows attempts to take over the AI, which the endpoint does not. */
  readonly embedded: Moderator;
}

/** The customer waits for it before anything else happens. */
const TIMEOUT_MS = 4000;
const MOST_BYTES = 1024 * 1024;
/** Characters of one input; longer messages go in pieces, so that nothing hides at their end. */
const PIECE = 8000;

/** Of OpenAI's moderation endpoint; categories are names with an optional part after a slash. */
const replySchema = z.object({
  results: z
    .array(z.object({ flagged: z.boolean(), categories: z.record(z.string(), z.boolean().nullable()) }))
    .min(1),
});

/** Asks OpenAI's moderation endpoint, and the embedded moderator whenever that gives no verdict. */
export class OpenAiModerator implements Moderator {
  readonly #endpoint: ModelEndpoint;
  readonly #parts: ModeratorParts;
  readonly #breaker: CircuitBreaker;
  readonly #fetch = guardedFetch(MOST_BYTES);

  constructor(endpoint: ModelEndpoint, parts: ModeratorParts) {
    this.#endpoint = endpoint;
    this.#parts = parts;
    this.#breaker = new CircuitBreaker(parts.clock);
  }

  async moderate(text: string, level: 'auto' | 'paranoid', signal: AbortSignal): Promise<ModerationVerdict> {
    const { embedded } = this.#parts;
    const [remote, local] = await Promise.all([
      this.#ask(text, signal),
      level === 'paranoid' ? embedded.moderate(text, level, signal) : null,
    ]);
    if (remote === null) return local ?? embedded.moderate(text, level, signal);
    if (local === null) return remote;
    const tags = [...new Set([...remote.tags, ...local.tags])];
    return { flagged: remote.flagged || local.flagged, tags };
  }

  async #ask(text: string, signal: AbortSignal): Promise<ModerationVerdict | null> {
    const permit = this.#breaker.begin();
    if (permit === null) return null;
    try {
      const verdict = await this.#request(text, signal);
      this.#breaker.end(permit, null);
      return verdict;
    } catch (error) {
      this.#breaker.end(permit, signal.aborted ? undefined : error);
      signal.throwIfAborted();
      const reason = error instanceof ModelCallError ? error.message : 'failed';
      this.#parts.log.warn({ model: endpointName(this.#endpoint), reason }, 'moderation gave no verdict');
      return null;
    }
  }

  async #request(text: string, parent: AbortSignal): Promise<ModerationVerdict> {
    const { clock } = this.#parts;
    const name = endpointName(this.#endpoint);
    const late = new ModelCallError(`${name}: no verdict in time`, { failure: 'timeout' });
    using limit = new TimeLimit(clock, parent, TIMEOUT_MS, late);
    const response = await orAborted(this.#post(text, limit.signal), limit.signal).catch((error: unknown) => {
      if (limit.signal.aborted) throw error;
      throw new ModelCallError(`${name}: not reached`, { failure: 'network' });
    });
    if (!response.ok) {
      const { status, headers } = response;
      throw new ModelCallError(`${name}: HTTP ${status}`, {
        failure: status === 401 || status === 403 ? 'key' : 'server',
        status,
        retryAfter: readRetryAfter(Object.fromEntries(headers), clock.now() / 1000),
      });
    }
    const reply = replySchema.safeParse(response.body);
    if (!reply.success) throw new ModelCallError(`${name}: not a verdict`, { failure: 'cut' });
    return verdictOf(reply.data);
  }

  async #post(
    text: string,
    signal: AbortSignal,
  ): Promise<{ ok: boolean; status: number; headers: Headers; body: unknown }> {
    const { baseUrl, model, key } = this.#endpoint;
    const response = await this.#fetch(`${baseUrl}/moderations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key?.reveal() ?? ''}` },
      body: JSON.stringify({ model, input: piecesOf(text) }),
      signal,
    });
    const { ok, status, headers } = response;
    const body: unknown = ok ? await response.json() : await response.body?.cancel();
    return { ok, status, headers, body };
  }
}

function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += PIECE) pieces.push(text.slice(at, at + PIECE));
  return pieces.length === 0 ? [' '] : pieces;
}

function verdictOf({ results }: z.infer<typeof replySchema>): ModerationVerdict {
  const found = results.flatMap(({ categories }) =>
    Object.entries(categories).flatMap(([name, flagged]) =>
      flagged === true ? [name.split('/')[0] ?? name] : [],
    ),
  );
  return { flagged: results.some(({ flagged }) => flagged), tags: [...new Set(found)] };
}
