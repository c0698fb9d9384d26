import type { z } from 'zod';
import { orAborted } from '../ports/or-aborted.ts';
import { textStream } from '../adapters/models/text-stream.ts';
import { ModelBudgetError, ModelUnavailableError } from '../ports/model.ts';
import type { Model, ModelReply, ModelRequest, ModelStream, ModelUsage } from '../ports/model.ts';

/**
 * Answers the calls of one purpose: a text, or the value of a structured answer (which the schema still checks).
 * A list or an async iterable of texts is streamed piece by piece. What it throws is what the caller gets, e.g. a
 * ModelUnavailableError; a promise holds the call until it settles.
 */
export type ScriptedAnswer = (request: ModelRequest, call: ScriptedCall) => unknown;

export interface ScriptedCall {
  /** From 0, in the order in which the calls began. */
  readonly index: number;
  readonly purpose: string;
  readonly kind: 'generate' | 'structured' | 'stream';
  readonly request: ModelRequest;
  /** From 1; above 1 an invalid structured answer is asked for again. */
  readonly attempt: number;
  /** Purposes of the calls that were under way when this one began. */
  readonly beside: readonly string[];
  /** Positions among all beginnings and ends; `ended` is null while the call runs. */
  readonly began: number;
  ended: number | null;
  /** Null while it runs. */
  outcome: 'answered' | 'invalid' | 'failed' | null;
}

/** Like the real model: how often a structured answer is asked for. */
const MOST_ATTEMPTS = 3;

/** A model whose answers are written in the test, by purpose; `*` answers every purpose without its own. */
export class ScriptedModel implements Model {
  readonly name: string;
  /** Every call, in the order in which they began. */
  readonly calls: ScriptedCall[] = [];
  /** Tokens that each call costs. */
  usage: ModelUsage = { inputTokens: 100, outputTokens: 20 };
  readonly #answers: Record<string, ScriptedAnswer>;
  #position = 0;

  constructor(answers: Readonly<Record<string, ScriptedAnswer>>, name: string = 'scripted:model') {
    this.#answers = { ...answers };
    this.name = name;
  }

  /** Sets or replaces the answer of a purpose. */
  on(purpose: string, answer: ScriptedAnswer): this {
    this.#answers[purpose] = answer;
    return this;
  }

  /** Calls of a purpose, in order. */
  callsOf(purpose: string): ScriptedCall[] {
    return this.calls.filter((call) => call.purpose === purpose);
  }

  /** Purposes in the order in which the calls began. */
  get purposes(): string[] {
    return this.calls.map((call) => call.purpose);
  }

  /** Calls that have begun and not ended. */
  get underWay(): ScriptedCall[] {
    return this.calls.filter((call) => call.ended === null);
  }

  /** The most calls that ran side by side. */
  get mostAtOnce(): number {
    return Math.max(0, ...this.calls.map((call) => call.beside.length + 1));
  }

  /** The most calls that ran one after another: what a turn has waited for, in calls. */
  get rounds(): number {
    let rounds = 0;
    let end = -1;
    const order = this.calls.toSorted((a, b) => (a.ended ?? Infinity) - (b.ended ?? Infinity));
    for (const call of order) {
      if (call.began < end) continue;
      rounds += 1;
      end = call.ended ?? Infinity;
    }
    return rounds;
  }

  /** Forgets the calls so far, e.g. between two turns. */
  forget(): void {
    this.calls.length = 0;
  }

  async generate(request: ModelRequest): Promise<ModelReply<string>> {
    const { answer, finish } = await this.#call('generate', request, 1);
    finish('answered');
    return this.#reply(typeof answer === 'string' ? answer : JSON.stringify(answer));
  }

  async structured<T>(request: ModelRequest & { readonly schema: z.ZodType<T> }): Promise<ModelReply<T>> {
    let problem: unknown;
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const { answer, finish } = await this.#call('structured', request, attempt);
      const parsed = request.schema.safeParse(answer);
      finish(parsed.success ? 'answered' : 'invalid');
      if (parsed.success) return this.#reply(parsed.data);
      problem = parsed.error;
    }
    throw new ModelUnavailableError(`${this.name} gave no answer that fits "${request.purpose}"`, {
      cause: problem,
    });
  }

  stream(request: ModelRequest): ModelStream {
    return textStream(async (emit, abandoned) => {
      const { answer, finish } = await this.#call('stream', request, 1);
      const written: string[] = [];
      try {
        for await (const piece of piecesOf(answer)) {
          request.signal.throwIfAborted();
          abandoned.throwIfAborted();
          written.push(piece);
          emit(piece);
        }
      } catch (error) {
        finish('failed');
        throw error;
      }
      finish('answered');
      return this.#reply(written.join(''));
    });
  }

  async #call(
    kind: ScriptedCall['kind'],
    request: ModelRequest,
    attempt: number,
  ): Promise<{ answer: unknown; finish: (outcome: ScriptedCall['outcome']) => void }> {
    request.signal.throwIfAborted();
    spend(request, this.usage);
    const call: ScriptedCall = {
      index: this.calls.length,
      purpose: request.purpose,
      kind,
      request,
      attempt,
      beside: this.underWay.map(({ purpose }) => purpose),
      began: this.#position++,
      ended: null,
      outcome: null,
    };
    this.calls.push(call);
    const finish = (outcome: ScriptedCall['outcome']): void => {
      call.ended ??= this.#position++;
      call.outcome ??= outcome;
    };
    try {
      return { answer: await orAborted(this.#answer(call), request.signal), finish };
    } catch (error) {
      finish('failed');
      throw error;
    }
  }

  /** Always later, as over a network: an answer in the same tick would hide what runs side by side. */
  async #answer(call: ScriptedCall): Promise<unknown> {
    const answer = this.#answers[call.purpose] ?? this.#answers['*'];
    if (answer === undefined) throw new Error(`The test has no answer for the purpose "${call.purpose}"`);
    await Promise.resolve();
    return answer(call.request, call);
  }

  #reply<T>(value: T): ModelReply<T> {
    return { value, usage: this.usage, model: this.name };
  }
}

function piecesOf(answer: unknown): Iterable<string> | AsyncIterable<string> {
  if (typeof answer === 'string') return [answer];
  if (Array.isArray(answer)) return answer.map(String);
  return answer as AsyncIterable<string>;
}

function spend({ budget, purpose }: ModelRequest, usage: ModelUsage): void {
  if (budget === undefined) return;
  if (budget.calls >= budget.mostCalls || budget.tokens >= budget.mostTokens) {
    throw new ModelBudgetError(`The turn has spent what it may before "${purpose}"`);
  }
  budget.calls += 1;
  budget.tokens += usage.inputTokens + usage.outputTokens;
}
