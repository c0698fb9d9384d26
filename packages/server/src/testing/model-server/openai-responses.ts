import { openAiChat } from './openai-chat.ts';
import { bearer, breaksStrictness, numberOr, sse, textOf } from './wire-format.ts';
import type { AskedQuestion, WireAnswer, WireFormat } from './wire-format.ts';

/*
 * The Responses API, after OpenAI's OpenAPI description (`CreateResponse`, `Response`, and the streaming events,
 * each with its `sequence_number`; the last one is `response.completed` or `response.incomplete`).
 */

interface Item {
  readonly role?: string;
  readonly content?: unknown;
}

const ITEM_ID = 'msg_1';

export const openAiResponses: WireFormat = {
  path: /^\/v1\/responses$/,

  read(body, headers, path): AskedQuestion | string {
    const { model, input, stream } = body;
    if (typeof model !== 'string') return "Missing required parameter: 'model'.";
    const items: Item[] = typeof input === 'string' ? [{ role: 'user', content: input }] : (input as Item[]);
    if (!Array.isArray(items) || items.length === 0) return "Missing required parameter: 'input'.";
    const isSystem = ({ role }: Item): boolean => role === 'system' || role === 'developer';
    const text = body['text'] as
      | { format?: { type: string; schema?: Record<string, unknown>; strict?: boolean } }
      | undefined;
    const problem = text?.format?.strict === true ? breaksStrictness(text.format.schema) : null;
    if (problem !== null) return `Invalid schema for text.format: ${problem}.`;
    const instructions = typeof body['instructions'] === 'string' ? [body['instructions']] : [];
    return {
      path,
      model,
      system: [...instructions, ...items.filter(isSystem).map(({ content }) => textOf(content))].join('\n'),
      messages: items
        .filter((item) => !isSystem(item))
        .map(({ role, content }) => ({ role: role ?? 'user', content: textOf(content) })),
      schema: text?.format?.type === 'json_schema' ? (text.format.schema ?? null) : null,
      stream: stream === true,
      temperature: numberOr(body['temperature']),
      mostOutputTokens: numberOr(body['max_output_tokens']),
      key: bearer(headers),
      body,
    };
  },

  whole: (answer) => response(answer, 'completed'),

  stream(answer) {
    let sequence = 0;
    const event = (type: string, more: object): string => {
      const data = { type, sequence_number: sequence, ...more };
      sequence += 1;
      return sse(data, type);
    };
    const at = { item_id: ITEM_ID, output_index: 0, content_index: 0 };
    const text = answer.pieces.join('');
    const last = answer.finish === 'stop' ? 'response.completed' : 'response.incomplete';
    return {
      head: [
        event('response.created', { response: response(answer, 'in_progress') }),
        event('response.in_progress', { response: response(answer, 'in_progress') }),
        event('response.output_item.added', {
          output_index: 0,
          item: { ...message(''), status: 'in_progress', content: [] },
        }),
        event('response.content_part.added', { ...at, part: part('') }),
      ],
      text: answer.pieces.map((delta) => event('response.output_text.delta', { ...at, delta, logprobs: [] })),
      tail: [
        event('response.output_text.done', { ...at, text, logprobs: [] }),
        event('response.content_part.done', { ...at, part: part(text) }),
        event('response.output_item.done', { output_index: 0, item: message(text) }),
        event(last, { response: response(answer, 'completed') }),
      ],
    };
  },

  error: (status, text) => openAiChat.error(status, text),
  streamError: (text) =>
    sse({ type: 'error', sequence_number: 9, code: 'server_error', message: text, param: null }, 'error'),
};

function part(text: string): object {
  return { type: 'output_text', text, annotations: [], logprobs: [] };
}

function message(text: string): object {
  return { id: ITEM_ID, type: 'message', status: 'completed', role: 'assistant', content: [part(text)] };
}

function response(answer: WireAnswer, stage: 'in_progress' | 'completed'): object {
  const ended = stage === 'completed';
  const reason = { stop: null, length: 'max_output_tokens', filtered: 'content_filter' }[answer.finish];
  const counts = ended ? answer.usage : null;
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 1_767_600_000,
    status: ended && reason !== null ? 'incomplete' : stage,
    error: null,
    incomplete_details: ended && reason !== null ? { reason } : null,
    model: answer.asked.model,
    output: ended ? [message(answer.pieces.join(''))] : [],
    store: answer.asked.body['store'] ?? true,
    usage:
      counts === null
        ? null
        : {
            input_tokens: counts.input,
            input_tokens_details: { cached_tokens: 0 },
            output_tokens: counts.output,
            output_tokens_details: { reasoning_tokens: 0 },
            total_tokens: counts.input + counts.output,
          },
  };
}
