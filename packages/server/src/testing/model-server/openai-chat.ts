import { bearer, breaksStrictness, numberOr, sse, textOf } from './wire-format.ts';
import type { AskedQuestion, WireAnswer, WireFormat } from './wire-format.ts';

/*
 * Chat Completions, after OpenAI's OpenAPI description (`CreateChatCompletionRequest`, `ChatCompletion`,
 * `ChatCompletionChunk` and `Error`), also spoken by Ollama, vLLM and llama.cpp.
 */

interface Message {
  readonly role: string;
  readonly content: unknown;
}

const FINISH = { stop: 'stop', length: 'length', filtered: 'content_filter' } as const;

export const openAiChat: WireFormat = {
  path: /^\/v1\/chat\/completions$/,

  read(body, headers, path): AskedQuestion | string {
    const { model, messages, stream } = body;
    if (typeof model !== 'string') return 'you must provide a model parameter';
    if (!Array.isArray(messages) || messages.length === 0) return "Missing required parameter: 'messages'.";
    const all = messages as Message[];
    const isSystem = ({ role }: Message): boolean => role === 'system' || role === 'developer';
    const format = body['response_format'] as
      | { type: string; json_schema?: { schema: Record<string, unknown>; strict?: boolean } }
      | undefined;
    const wanted = format?.json_schema;
    const problem = wanted?.strict === true ? breaksStrictness(wanted.schema) : null;
    if (problem !== null) return `Invalid schema for response_format 'answer': ${problem}.`;
    return {
      path,
      model,
      system: all
        .filter(isSystem)
        .map(({ content }) => textOf(content))
        .join('\n'),
      messages: all
        .filter((message) => !isSystem(message))
        .map(({ role, content }) => ({ role, content: textOf(content) })),
      schema: wanted?.schema ?? null,
      stream: stream === true,
      temperature: numberOr(body['temperature']),
      mostOutputTokens: numberOr(body['max_completion_tokens'] ?? body['max_tokens']),
      key: bearer(headers),
      body,
    };
  },

  whole(answer) {
    const message = { role: 'assistant', content: answer.pieces.join(''), refusal: null };
    return {
      ...head(answer, 'chat.completion'),
      choices: [{ index: 0, message, logprobs: null, finish_reason: FINISH[answer.finish] }],
      ...usage(answer),
    };
  },

  stream(answer) {
    const chunk = (choices: unknown[], more: object = {}): string =>
      sse({ ...head(answer, 'chat.completion.chunk'), choices, ...more });
    const choice = (delta: object, reason: string | null): object[] => [
      { index: 0, delta, logprobs: null, finish_reason: reason },
    ];
    const options = answer.asked.body['stream_options'] as { include_usage?: boolean } | undefined;
    const counts = options?.include_usage === true && answer.usage !== null ? [chunk([], usage(answer))] : [];
    return {
      head: [chunk(choice({ role: 'assistant', content: '' }, null))],
      text: answer.pieces.map((content) => chunk(choice({ content }, null))),
      tail: [chunk(choice({}, FINISH[answer.finish])), ...counts, sse('[DONE]')],
    };
  },

  error: (status, message) => ({
    error: {
      message,
      type: status === 429 ? 'requests' : 'invalid_request_error',
      param: null,
      code: codeOf(status),
    },
  }),

  streamError: (message) => sse({ error: { message, type: 'server_error', param: null, code: null } }),
};

function head(answer: WireAnswer, object: string): object {
  return { id: 'chatcmpl-1', object, created: 1_767_600_000, model: answer.asked.model };
}

function usage({ usage: counts }: WireAnswer): object {
  if (counts === null) return {};
  const { input, output } = counts;
  return { usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output } };
}

function codeOf(status: number): string | null {
  if (status === 401) return 'invalid_api_key';
  return status === 429 ? 'rate_limit_exceeded' : null;
}
