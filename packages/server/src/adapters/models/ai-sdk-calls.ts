import type { FinishReason, LanguageModel, LanguageModelUsage, OutputInterface } from 'ai';
import type { ModelEndpoint, Reasoning } from '../../ports/model-settings.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { openLanguageModel } from './open-language-model.ts';
import type { Answer, JsonSchema, ProviderCalls, Question } from './provider-calls.ts';
import { ThoughtFilter } from './thought-filter.ts';
import { AnswerTooLongError } from './to-call-error.ts';

/** Of an event stream: a token of four letters comes in some 300 bytes of JSON. */
const BYTES_PER_CHARACTER = 80;
const ENVELOPE_BYTES = 256 * 1024;

/** One provider's model through the AI SDK, loaded here, at the first call. */
export async function openCalls(
  endpoint: ModelEndpoint,
  limits: { readonly mostCharacters: number; readonly reasoning: Reasoning | null },
): Promise<ProviderCalls> {
  const { generateText, streamText } = await import('ai');
  // The SDK prints what a model does not support; what matters of it comes back as a refusal.
  globalThis.AI_SDK_LOG_WARNINGS ??= false;
  const { mostCharacters, reasoning } = limits;
  const fetch = guardedFetch(mostCharacters * BYTES_PER_CHARACTER + ENVELOPE_BYTES);
  const model = await openLanguageModel(endpoint, fetch);
  const thinksAloud = endpoint.provider === 'ollama' || endpoint.provider === 'compatible';
  const options = (question: Question, abortSignal: AbortSignal, output: OutputInterface<string>) => ({
    ...callOptions(model, question, reasoning),
    providerOptions: providerOptions(endpoint, question.json),
    output,
    abortSignal,
  });

  return {
    async ask(question, signal) {
      const output = textOf(question.json);
      const result = await generateText(options(question, signal, output));
      // Some providers answer structured questions through a tool; what it got is the output, not the text.
      const text = output.read() ?? result.text;
      if (text.length > mostCharacters) throw new AnswerTooLongError();
      const { response, usage } = result.finalStep;
      return answerOf(thinksAloud ? withoutThoughts(text) : text, usage, result.finishReason, response);
    },
    async stream(question, signal, emit) {
      const { stream } = streamText({
        ...options(question, signal, textOf(null)),
        // Errors also come as parts of the stream; without this they are printed besides.
        onError: () => undefined,
      });
      const filter = thinksAloud ? new ThoughtFilter() : null;
      let read = 0;
      let text = '';
      const show = (shown: string): void => {
        text += shown;
        emit(shown);
      };
      let answer: Answer | null = null;
      for await (const part of stream) {
        if (part.type === 'error') throw part.error;
        if (part.type === 'abort') signal.throwIfAborted();
        if (part.type === 'text-delta') {
          read += part.text.length;
          if (read > mostCharacters) throw new AnswerTooLongError();
          show(filter?.push(part.text) ?? part.text);
        }
        if (part.type === 'finish-step') {
          show(filter?.end() ?? '');
          answer = answerOf(text, part.usage, part.finishReason, part.response);
        }
      }
      return answer ?? answerOf(text, null, 'other', null);
    },
  };
}

function withoutThoughts(text: string): string {
  const filter = new ThoughtFilter();
  return filter.push(text) + filter.end();
}

function callOptions(
  model: Exclude<LanguageModel, string>,
  question: Question,
  reasoning: Reasoning | null,
): {
  model: Exclude<LanguageModel, string>;
  instructions?: string;
  messages: { role: 'user' | 'assistant'; content: string }[];
  maxRetries: 0;
  maxOutputTokens?: number;
  temperature?: number;
  reasoning?: Reasoning;
} {
  const { system, messages, mostOutputTokens, temperature } = question;
  return {
    model,
    messages: messages.map(({ role, content }) => ({ role, content })),
    maxRetries: 0,
    ...(system === '' ? {} : { instructions: system }),
    ...(mostOutputTokens === null ? {} : { maxOutputTokens: mostOutputTokens }),
    ...(temperature === null ? {} : { temperature }),
    ...(reasoning === null ? {} : { reasoning }),
  };
}

/** Conversations are not left with OpenAI; a schema with optional parts is sent as a wish, not as a guarantee. */
function providerOptions(
  { provider }: ModelEndpoint,
  json: JsonSchema | null,
): Record<string, Record<string, boolean>> {
  const strictJsonSchema = json?.strict ?? true;
  if (provider === 'openai' || provider === 'openai-chat')
    return { openai: { store: false, strictJsonSchema } };
  if (provider === 'ollama' || provider === 'compatible') return { [provider]: { strictJsonSchema } };
  return {};
}

/** Asks for JSON where there is a schema, and leaves reading it to us, who ask again when it is not valid. */
function textOf(json: JsonSchema | null): OutputInterface<string> & { read(): string | null } {
  let complete: string | null = null;
  return {
    name: json === null ? 'text' : 'object',
    responseFormat: Promise.resolve(
      json === null ? { type: 'text' } : { type: 'json', schema: json.schema, name: 'answer' },
    ),
    parseCompleteOutput({ text }) {
      complete = text;
      return Promise.resolve(text);
    },
    parsePartialOutput: ({ text }) => Promise.resolve({ partial: text }),
    createElementStreamTransform: () => undefined,
    read: () => complete,
  };
}

function answerOf(
  text: string,
  usage: LanguageModelUsage | null,
  reason: FinishReason,
  response: { id: string; modelId: string } | null,
): Answer {
  return {
    text,
    inputTokens: usage?.inputTokens ?? null,
    outputTokens: usage?.outputTokens ?? null,
    finish: finishOf(reason),
    id: response?.id ?? null,
    model: response?.modelId ?? null,
  };
}

function finishOf(reason: FinishReason): Answer['finish'] {
  if (reason === 'stop' || reason === 'length') return reason;
  return reason === 'content-filter' ? 'filtered' : 'other';
}
