import { numberOr, sse, textOf } from './wire-format.ts';
import type { AskedQuestion, WireAnswer, WireFormat } from './wire-format.ts';

/*
 * Anthropic's Messages API, version 2023-06-01, after its reference («Create a Message», «Streaming messages»,
 * «Errors»): `max_tokens` is required, contents must not be empty, a stream is message_start, content_block_start,
 * content_block_delta …, content_block_stop, message_delta, message_stop.
 */

const STOP = { stop: 'end_turn', length: 'max_tokens', filtered: 'refusal' } as const;

export const anthropicMessages: WireFormat = {
  path: /^\/v1\/messages$/,

  read(body, headers, path): AskedQuestion | string {
    const { model, messages, max_tokens: most } = body;
    if (headers['anthropic-version'] !== '2023-06-01') return 'anthropic-version: header is required';
    if (typeof model !== 'string') return 'model: Field required';
    if (typeof most !== 'number') return 'max_tokens: Field required';
    if (!Array.isArray(messages) || messages.length === 0)
      return 'messages: at least one message is required';
    const all = messages as { role: string; content: unknown }[];
    if (all.some(({ content }) => textOf(content).trim() === '')) {
      return 'messages: text content blocks must be non-empty';
    }
    return {
      path,
      model,
      system: textOf(body['system']),
      messages: all.map(({ role, content }) => ({ role, content: textOf(content) })),
      schema: schemaOf(body),
      stream: body['stream'] === true,
      temperature: numberOr(body['temperature']),
      mostOutputTokens: most,
      key: typeof headers['x-api-key'] === 'string' ? headers['x-api-key'] : null,
      body,
    };
  },

  whole(answer) {
    const tool = forcedTool(answer.asked.body);
    const text = answer.pieces.join('');
    const block =
      tool === null
        ? { type: 'text', text, citations: null }
        : { type: 'tool_use', id: 'toolu_1', name: tool, input: inputOf(text) };
    const reason = tool === null ? STOP[answer.finish] : 'tool_use';
    return { ...message(answer), content: [block], stop_reason: reason, stop_sequence: null };
  },

  stream(answer) {
    const event = (type: string, more: object = {}): string => sse({ type, ...more }, type);
    const at = { index: 0 };
    return {
      head: [
        event('message_start', {
          message: { ...message(answer), content: [], stop_reason: null, stop_sequence: null },
        }),
        event('content_block_start', { ...at, content_block: { type: 'text', text: '' } }),
        event('ping'),
      ],
      text: answer.pieces.map((text) =>
        event('content_block_delta', { ...at, delta: { type: 'text_delta', text } }),
      ),
      tail: [
        event('content_block_stop', at),
        event('message_delta', {
          delta: { stop_reason: STOP[answer.finish], stop_sequence: null },
          usage: { output_tokens: answer.usage?.output ?? 0 },
        }),
        event('message_stop'),
      ],
    };
  },

  error(status, text) {
    const types: Record<number, string> = {
      400: 'invalid_request_error',
      401: 'authentication_error',
      429: 'rate_limit_error',
      529: 'overloaded_error',
    };
    return {
      type: 'error',
      error: { type: types[status] ?? 'api_error', message: text },
      request_id: 'req_1',
    };
  },

  streamError: (text) => sse({ type: 'error', error: { type: 'overloaded_error', message: text } }, 'error'),
};

function message({ asked, usage }: WireAnswer): object {
  return {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: asked.model,
    usage: { input_tokens: usage?.input ?? 0, output_tokens: usage?.output ?? 0 },
  };
}

/** Structured answers come by `output_config.format`, or from older models through a tool they have to use. */
function schemaOf(body: Record<string, unknown>): Record<string, unknown> | null {
  const config = body['output_config'] as { format?: { schema?: Record<string, unknown> } } | undefined;
  if (config?.format?.schema !== undefined) return config.format.schema;
  const tools = (body['tools'] ?? []) as { name: string; input_schema: Record<string, unknown> }[];
  const forced = forcedTool(body);
  return tools.find(({ name }) => name === forced)?.input_schema ?? null;
}

/** A tool's input is JSON on the wire, whatever the model wrote. */
function inputOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
}

function forcedTool(body: Record<string, unknown>): string | null {
  const choice = body['tool_choice'] as { type: string; name?: string } | undefined;
  const tools = (body['tools'] ?? []) as { name: string }[];
  if (choice?.type === 'tool') return choice.name ?? null;
  return choice?.type === 'any' ? (tools[0]?.name ?? null) : null;
}
