import type { z } from 'zod';
import { renderSections } from '../../core/prompt/prompt-sections.ts';
import type { PromptSection } from '../../core/prompt/prompt-sections.ts';
import type { TurnContext } from '../../engine/turn-context.ts';
import { UnusableAnswerError } from './fall-back.ts';
import type { Model, ModelReply, ModelRequest, ModelUsage } from '../../ports/model.ts';

/** Answers are short; models that think first count their thoughts too. */
const MOST_OUTPUT_TOKENS = 6000;

/** What a stage asks a model. */
export interface Question {
  readonly purpose: string;
  /** Instructions, and what authors wrote. The same from turn to turn where it can be: providers keep its beginning. */
  readonly system: string;
  /** What anybody else wrote. */
  readonly sections: readonly PromptSection[];
  /** What to do now, in one line. */
  readonly task: string;
}

export interface StreamedReply {
  /** All that was written, before the end mark. */
  readonly text: string;
  /** What stands after the end mark; empty without one. */
  readonly afterCode: string;
  readonly truncated: boolean;
}

/** Asks the model in the turn's name: with its signal, its budget, its trace, and a code for the prompt's sections. */
export class StageModel {
  readonly #model: Model;
  readonly #newCode: () => string;

  constructor(model: Model, newCode: () => string) {
    this.#model = model;
    this.#newCode = newCode;
  }

  async structured<T>(context: TurnContext, question: Question, schema: z.ZodType<T>): Promise<T> {
    const began = performance.now();
    const code = this.#newCode();
    const reply = await this.#model.structured({ ...this.#request(context, question, code), schema });
    note(context, question, reply, began);
    // Nothing that is asked for has the code in it: the answer repeats its own prompt.
    if (JSON.stringify(reply.value).includes(code))
      throw new UnusableAnswerError('the answer shows its prompt');
    return reply.value;
  }

  /**
   * Streams a text that ends in a line with the prompt's code. `onText` is given all of it so far, without the
   * code, as it grows; what it throws ends the stream and is thrown.
   */
  async stream(
    context: TurnContext,
    question: Question,
    onText: (text: string) => Promise<void>,
  ): Promise<StreamedReply> {
    const began = performance.now();
    const code = this.#newCode();
    const { chunks, done } = this.#model.stream(this.#request(context, question, code));
    let text = '';
    for await (const chunk of chunks) {
      text += chunk;
      await onText(beforeCode(text, code));
    }
    const reply = await done;
    note(context, question, reply, began);
    const at = text.indexOf(code);
    const afterCode = at < 0 ? '' : text.slice(at + code.length);
    return { text: beforeCode(text, code), afterCode, truncated: reply.truncated === true };
  }

  #request(context: TurnContext, question: Question, code: string): ModelRequest {
    const { purpose, system, sections, task } = question;
    const content = `CODE ${code}\n${renderSections(sections, code)}\n${task}`;
    return {
      purpose,
      system,
      messages: [{ role: 'user', content }],
      mostOutputTokens: MOST_OUTPUT_TOKENS,
      signal: context.signal,
      budget: context.budget,
    };
  }
}

function beforeCode(text: string, code: string): string {
  const at = text.indexOf(code);
  return (at < 0 ? text : text.slice(0, at)).trimEnd();
}

function note(
  context: TurnContext,
  { purpose }: Question,
  {
    model,
    usage,
  }: { readonly model: string; readonly usage: ModelUsage } & Pick<ModelReply<unknown>, 'model'>,
  began: number,
): void {
  const { inputTokens, outputTokens } = usage;
  const milliseconds = Math.round(performance.now() - began);
  context.trace.modelCall({ purpose, model, inputTokens, outputTokens, milliseconds });
}
