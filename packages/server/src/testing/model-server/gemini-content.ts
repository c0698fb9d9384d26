import { numberOr, sse, textOf } from './wire-format.ts';
import type { AskedQuestion, WireAnswer, WireFormat } from './wire-format.ts';

/*
 * Google's Gemini API v1beta, after its reference («models.generateContent», «models.streamGenerateContent» with
 * `alt=sse`, `GenerateContentResponse`, and google.rpc.Status for errors).
 */

interface Content {
  readonly role?: string;
  readonly parts?: unknown;
}

const FINISH = { stop: 'STOP', length: 'MAX_TOKENS', filtered: 'SAFETY' } as const;
const STATUS: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

export const geminiContent: WireFormat = {
  path: /^\/v1beta\/models\/[^/:]+:(?:generateContent|streamGenerateContent)$/,

  read(body, headers, path): AskedQuestion | string {
    const contents = body['contents'];
    if (!Array.isArray(contents) || contents.length === 0) return 'contents is not specified';
    const config = (body['generationConfig'] ?? {}) as Record<string, unknown>;
    const schema = config['responseJsonSchema'] ?? config['responseSchema'];
    if (schema !== undefined && config['responseMimeType'] !== 'application/json') {
      return 'a response schema needs the response mime type application/json';
    }
    const key = headers['x-goog-api-key'];
    return {
      path,
      model: /models\/([^/:]+):/.exec(path)?.[1] ?? '',
      system: textOf((body['systemInstruction'] as Content | undefined)?.parts),
      messages: (contents as Content[]).map(({ role, parts }) => ({
        role: role === 'model' ? 'assistant' : 'user',
        content: textOf(parts),
      })),
      schema: (schema as Record<string, unknown> | undefined) ?? null,
      stream: path.endsWith(':streamGenerateContent'),
      temperature: numberOr(config['temperature']),
      mostOutputTokens: numberOr(config['maxOutputTokens']),
      key: typeof key === 'string' ? key : null,
      body,
    };
  },

  whole: (answer) => response(answer, answer.pieces.join(''), true),

  stream(answer) {
    return {
      head: [],
      text: answer.pieces.map((text) => sse(response(answer, text, false))),
      tail: [sse(response(answer, '', true))],
    };
  },

  error: (code, message) => ({ error: { code, message, status: STATUS[code] ?? 'UNKNOWN' } }),
  streamError: (message) => sse({ error: { code: 503, message, status: 'UNAVAILABLE' } }),
};

function response(answer: WireAnswer, text: string, last: boolean): object {
  const { usage, asked, finish } = answer;
  const counts = {
    promptTokenCount: usage?.input,
    candidatesTokenCount: usage?.output,
    totalTokenCount: (usage?.input ?? 0) + (usage?.output ?? 0),
  };
  const candidate = {
    content: { role: 'model', parts: text === '' ? [] : [{ text }] },
    ...(last ? { finishReason: FINISH[finish] } : {}),
    index: 0,
  };
  return {
    candidates: [candidate],
    ...(usage === null ? {} : { usageMetadata: counts }),
    modelVersion: asked.model,
    responseId: 'response-1',
  };
}
