import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import { ModelBudgetError, ModelUnavailableError } from '../../ports/model.ts';
import type { Model, ModelReply, ModelRequest, ModelStream } from '../../ports/model.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { ModelCallError } from './model-call-error.ts';
import { textStream } from './text-stream.ts';
import { TimeLimit } from './time-limit.ts';

export interface FallbackParts {
  readonly clock: Clock;
  /** Milliseconds for a call with all the models that are tried. */
  readonly deadline: number;
  readonly log: Pick<Logger, 'warn' | 'debug'>;
  /** Ends every call that is under way. */
  readonly closing?: AbortSignal;
}

interface Link {
  readonly model: Model;
  readonly breaker: CircuitBreaker;
}

/**
 * Asks the models of a chain in order until one answers. A model that keeps failing is skipped for a while. Throws
 * a ModelUnavailableError when none answered, and passes on a ModelBudgetError: the money of a turn is spent
 * whoever answers.
 */
export class FallbackModel implements Model {
  readonly name: string;
  readonly #links: readonly Link[];
  readonly #parts: FallbackParts;

  constructor(models: readonly Model[], parts: FallbackParts) {
    this.name = models.map(({ name }) => name).join(', ');
    this.#links = models.map((model) => ({ model, breaker: new CircuitBreaker(parts.clock) }));
    this.#parts = parts;
  }

  generate(request: ModelRequest): Promise<ModelReply<string>> {
    return this.#first(request, request.signal, (model, signal) => model.generate({ ...request, signal }));
  }

  structured<T>(request: ModelRequest & { readonly schema: z.ZodType<T> }): Promise<ModelReply<T>> {
    return this.#first(request, request.signal, (model, signal) => model.structured({ ...request, signal }));
  }

  stream(request: ModelRequest): ModelStream {
    return textStream((emit, abandoned) => {
      let begun = false;
      const callers = AbortSignal.any([request.signal, abandoned]);
      return this.#first(
        request,
        callers,
        async (model, signal) => {
          const { chunks, done } = model.stream({ ...request, signal });
          for await (const chunk of chunks) {
            begun = true;
            emit(chunk);
          }
          return done;
        },
        // Another model would begin anew in the middle of what the customer reads.
        () => !begun,
      );
    });
  }

  async #first<T>(
    request: ModelRequest,
    own: AbortSignal,
    call: (model: Model, signal: AbortSignal) => Promise<ModelReply<T>>,
    mayGoOn: () => boolean = () => true,
  ): Promise<ModelReply<T>> {
    const { clock, deadline, log, closing } = this.#parts;
    const callers = closing === undefined ? own : AbortSignal.any([own, closing]);
    const until = clock.now() + deadline * 1000;
    const reasons: string[] = [];
    let last: unknown;
    for (const [index, { model, breaker }] of this.#links.entries()) {
      callers.throwIfAborted();
      const left = (until - clock.now()) / 1000;
      if (left <= 0 || !mayGoOn()) break;
      const permit = breaker.begin();
      if (permit === null) {
        reasons.push(`${model.name}: rests after failures`);
        continue;
      }
      // A model that hangs must leave time for the next.
      const share = index === this.#links.length - 1 ? left : left / 2;
      const late = new ModelCallError(`${model.name}: the time of the call is up`, { failure: 'timeout' });
      using limit = new TimeLimit(clock, callers, share, late);
      try {
        const reply = await call(model, limit.signal);
        breaker.end(permit, null);
        const { model: name, usage } = reply;
        log.debug({ model: name, purpose: request.purpose, ...usage }, 'a model answered');
        return reply;
      } catch (error) {
        const aborted = callers.aborted || error instanceof ModelBudgetError;
        breaker.end(permit, aborted ? undefined : error);
        if (aborted) throw callers.aborted ? callers.reason : error;
        last = error;
        const reason = error instanceof ModelCallError ? error.message : `${model.name}: failed`;
        reasons.push(reason);
        log.warn({ model: model.name, purpose: request.purpose, reason }, 'a model gave no answer');
      }
    }
    throw new ModelUnavailableError(`No model answered: ${reasons.join('; ')}`, { cause: last });
  }
}
