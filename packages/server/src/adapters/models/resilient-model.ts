import type { z } from 'zod';
import { endpointName } from '../../ports/model-settings.ts';
import type { ModelEndpoint, ModelSettings } from '../../ports/model-settings.ts';
import type { Model, ModelReply, ModelRequest, ModelStream, ModelUsage } from '../../ports/model.ts';
import { answerSchema } from './answer-schema.ts';
import { addUsage, countTokens, takeCall, usageOf } from './count-usage.ts';
import { ModelCallError } from './model-call-error.ts';
import { inSpan } from './model-spans.ts';
import type { CallSpan, SpanRequest } from './model-spans.ts';
import type { Answer, JsonSchema, Question } from './provider-calls.ts';
import { QuestionSender } from './question-sender.ts';
import type { SenderParts } from './question-sender.ts';
import { readAnswer } from './read-answer.ts';
import { textStream } from './text-stream.ts';
import { TimeLimit } from './time-limit.ts';

export interface ResilientParts extends Omit<SenderParts, 'settings' | 'name'> {
  readonly settings: Pick<
    ModelSettings,
    'requestTimeout' | 'silenceTimeout' | 'retries' | 'deadline' | 'temperature'
  >;
}

/** How often a structured answer is asked for. */
const MOST_ATTEMPTS = 3;
/** Each time a little warmer: at the same temperature a model tends to repeat its mistake. */
const TEMPERATURE_STEP = 0.15;
const WARMEST = 1;
/** Of an invalid answer, when it is shown to the model again. */
const LONGEST_REMINDER = 4000;

/** One model of one provider, with everything that keeps a call bounded. Throws ModelCallError and ModelBudgetError. */
export class ResilientModel implements Model {
  readonly name: string;
  readonly #endpoint: ModelEndpoint;
  readonly #parts: ResilientParts;
  readonly #sender: QuestionSender;

  constructor(endpoint: ModelEndpoint, parts: ResilientParts) {
    this.name = endpointName(endpoint);
    this.#endpoint = endpoint;
    this.#parts = parts;
    this.#sender = new QuestionSender({ ...parts, name: this.name });
  }

  generate(request: ModelRequest): Promise<ModelReply<string>> {
    return this.#bounded(request, request.signal, { output: 'text' }, async (signal, span) => {
      const question = this.#question(request, null);
      takeCall(request.budget, question, request.purpose);
      const answer = await this.#sender.send(question, signal, span);
      return this.#reply(answer.text, answer, this.#count(request, question, answer, null), span);
    });
  }

  structured<T>(request: ModelRequest & { readonly schema: z.ZodType<T> }): Promise<ModelReply<T>> {
    return this.#bounded(request, request.signal, { output: 'json' }, async (signal, span) => {
      const first = this.#question(request, answerSchema(request.schema));
      let question = first;
      let usage: ModelUsage | null = null;
      for (let attempt = 1; ; attempt += 1) {
        takeCall(request.budget, question, request.purpose);
        const answer = await this.#sender.send(question, signal, span);
        usage = this.#count(request, question, answer, usage);
        const read = readAnswer(answer.text, request.schema);
        if (read.type === 'valid') return this.#reply(read.value, answer, usage, span);
        if (attempt === MOST_ATTEMPTS) {
          const message = `${this.name}: no valid answer in ${MOST_ATTEMPTS} attempts`;
          throw new ModelCallError(message, { failure: 'invalid' });
        }
        span.repeated('invalid');
        const problem = answer.finish === 'length' ? 'it is too long and breaks off' : read.problem;
        question = askedAgain(first, answer.text, problem, attempt);
      }
    });
  }

  stream(request: ModelRequest): ModelStream {
    return textStream((emit, abandoned) => {
      const callers = AbortSignal.any([request.signal, abandoned]);
      return this.#bounded(request, callers, { output: 'text', stream: true }, async (signal, span) => {
        const question = this.#question(request, null);
        takeCall(request.budget, question, request.purpose);
        const began = this.#parts.clock.now();
        let first = true;
        const answer = await this.#sender.send(question, signal, span, (chunk) => {
          if (first) span.firstChunk((this.#parts.clock.now() - began) / 1_000_000);
          first = false;
          emit(chunk);
        });
        return this.#reply(answer.text, answer, this.#count(request, question, answer, null), span);
      });
    });
  }

  /** Within the deadline and a span. An abort of the caller rejects with the caller's reason. */
  #bounded<T>(
    request: ModelRequest,
    callers: AbortSignal,
    kind: Pick<SpanRequest, 'output' | 'stream'>,
    call: (signal: AbortSignal, span: CallSpan) => Promise<T>,
  ): Promise<T> {
    const { clock, settings } = this.#parts;
    const temperature = request.temperature ?? settings.temperature;
    const details: SpanRequest = {
      ...kind,
      operation: 'chat',
      purpose: request.purpose,
      temperature,
      mostOutputTokens: request.mostOutputTokens ?? null,
    };
    return inSpan(this.#endpoint, details, async (span) => {
      callers.throwIfAborted();
      const late = new ModelCallError(`${this.name}: the time of the call is up`, { failure: 'timeout' });
      using limit = new TimeLimit(clock, callers, settings.deadline, late);
      return await call(limit.signal, span);
    });
  }

  #question(request: ModelRequest, json: JsonSchema | null): Question {
    return {
      system: request.system,
      messages: request.messages,
      mostOutputTokens: request.mostOutputTokens ?? null,
      temperature: request.temperature ?? this.#parts.settings.temperature,
      json,
    };
  }

  #count(request: ModelRequest, question: Question, answer: Answer, before: ModelUsage | null): ModelUsage {
    const usage = usageOf(question, answer);
    countTokens(request.budget, usage);
    return addUsage(before, usage);
  }

  #reply<T>(value: T, answer: Answer, usage: ModelUsage, span: CallSpan): ModelReply<T> {
    span.answered({ id: answer.id, model: answer.model, finish: answer.finish, usage });
    const truncated = answer.finish === 'length' ? { truncated: true } : {};
    return { value, usage, model: this.name, ...truncated };
  }
}

/** The question with the answer that cannot be used and why: each time only the last one, so that it stays short. */
function askedAgain(question: Question, answer: string, problem: string, attempt: number): Question {
  const { temperature } = question;
  const wanted = `That answer cannot be used: ${problem}\nAnswer the question again, with nothing but valid JSON.`;
  return {
    ...question,
    messages: [
      ...question.messages,
      { role: 'assistant', content: answer.slice(0, LONGEST_REMINDER) },
      { role: 'user', content: wanted },
    ],
    temperature:
      temperature === null
        ? null
        : Math.max(temperature, Math.min(WARMEST, temperature + attempt * TEMPERATURE_STEP)),
  };
}
