import type { Secret } from '../../core/secret.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ModelSettings } from '../../ports/model-settings.ts';
import { backOff } from './back-off.ts';
import { ModelCallError } from './model-call-error.ts';
import type { CallSpan } from './model-spans.ts';
import { orAborted } from '../../ports/or-aborted.ts';
import type { Answer, JsonSchema, ProviderCalls, Question } from './provider-calls.ts';
import { TimeLimit, pause } from './time-limit.ts';
import { toCallError } from './to-call-error.ts';

export interface SenderParts {
  /** Of the model. */
  readonly name: string;
  /** Opened at the first question. */
  readonly open: () => Promise<ProviderCalls>;
  readonly clock: Clock;
  readonly random: () => number;
  /** Hidden in every error. */
  readonly secrets: readonly Secret[];
  readonly settings: Pick<ModelSettings, 'requestTimeout' | 'silenceTimeout' | 'retries'>;
}

/**
 * Sends one question until it is answered: every request has its time, what failed in passing is sent again after
 * a pause, and what the model refuses of the form (a temperature, a schema) is left out from then on.
 */
export class QuestionSender {
  readonly #parts: SenderParts;
  #calls: Promise<ProviderCalls> | null = null;
  #withoutTemperature = false;
  readonly #toldInWords = new WeakSet<JsonSchema>();

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  /** `emit`: gets a stream's text; absent, the answer comes at once. Throws a ModelCallError or the signal's reason. */
  async send(
    question: Question,
    signal: AbortSignal,
    span: CallSpan,
    emit?: (chunk: string) => void,
  ): Promise<Answer> {
    let emitted = false;
    const pass = (chunk: string): void => {
      emitted = true;
      emit?.(chunk);
    };
    for (let repetition = 0; ;) {
      try {
        return await this.#once(this.#formed(question), signal, emit === undefined ? undefined : pass);
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        const failure = this.#told(error, question);
        // Words that a customer has begun to read cannot be begun again.
        if (emitted) throw failure;
        if (this.#changesForm(question, failure)) continue;
        const wait = backOff(repetition, failure.retryAfter, this.#parts.random);
        if (!failure.retryable || wait === null || repetition >= this.#parts.settings.retries) throw failure;
        span.repeated(failure.failure);
        repetition += 1;
        await pause(this.#parts.clock, wait, signal);
      }
    }
  }

  async #once(
    question: Question,
    signal: AbortSignal,
    emit: ((chunk: string) => void) | undefined,
  ): Promise<Answer> {
    const { clock, settings, name } = this.#parts;
    const late = new ModelCallError(`${name}: no answer in time`, { failure: 'timeout', retryable: true });
    using limit = new TimeLimit(clock, signal, settings.requestTimeout, late);
    const work = this.#open().then((calls) => {
      if (emit === undefined) return calls.ask(question, limit.signal);
      return calls.stream(question, limit.signal, (chunk) => {
        if (limit.signal.aborted) return;
        limit.restart(settings.silenceTimeout);
        emit(chunk);
      });
    });
    const answer = await orAborted(work, limit.signal);
    if (answer.finish === 'filtered') {
      throw new ModelCallError(`${name}: the provider withheld the answer`, { failure: 'filtered' });
    }
    if (answer.text.trim() === '') {
      throw new ModelCallError(`${name}: the answer is empty`, { failure: 'invalid', retryable: true });
    }
    if (answer.finish === 'other' && emit !== undefined) {
      throw new ModelCallError(`${name}: the answer broke off`, { failure: 'cut', retryable: true });
    }
    return answer;
  }

  async #open(): Promise<ProviderCalls> {
    this.#calls ??= this.#parts.open();
    try {
      return await this.#calls;
    } catch (error) {
      this.#calls = null;
      throw error;
    }
  }

  #formed(question: Question): Question {
    const inWords = question.json !== null && this.#toldInWords.has(question.json);
    return {
      ...question,
      temperature: this.#withoutTemperature ? null : question.temperature,
      system: inWords ? `${question.system}\n\n${schemaInWords(question.json)}` : question.system,
      json: inWords ? null : question.json,
    };
  }

  /** Notes what this model does not take; true when the question goes out in another form now. */
  #changesForm(question: Question, { failure, message }: ModelCallError): boolean {
    if (failure !== 'request') return false;
    if (question.temperature !== null && !this.#withoutTemperature && /temperature/i.test(message)) {
      this.#withoutTemperature = true;
      return true;
    }
    const { json } = question;
    if (
      json === null ||
      this.#toldInWords.has(json) ||
      !/schema|format|structured|grammar|tool/i.test(message)
    ) {
      return false;
    }
    this.#toldInWords.add(json);
    return true;
  }

  #told(error: unknown, question: Question): ModelCallError {
    const { name, secrets, clock } = this.#parts;
    const quotes = [question.system, ...question.messages.map(({ content }) => content)];
    return toCallError(error, { name, secrets, quotes, now: clock.now() / 1000 });
  }
}

function schemaInWords(json: JsonSchema): string {
  return `Answer with one JSON value that fits this JSON schema, and with nothing else:\n${JSON.stringify(json.schema)}`;
}
