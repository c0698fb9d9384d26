import type { IncomingHttpHeaders } from 'node:http';
import { bearer } from './wire-format.ts';
import type { AskedQuestion } from './wire-format.ts';

/* OpenAI's `/embeddings` and `/moderations`, after its OpenAPI description. The answers follow from the texts. */

export interface Extra {
  readonly path: string;
  read(body: Record<string, unknown>, headers: IncomingHttpHeaders, path: string): AskedQuestion | string;
  answer(asked: AskedQuestion): unknown;
}

/** Numbers of every vector. */
export const EMBEDDING_DIMENSIONS = 8;
/** Texts that one request may hold; the true API takes 2,048. */
const MOST_INPUTS = 2048;

function read(
  body: Record<string, unknown>,
  headers: IncomingHttpHeaders,
  path: string,
): AskedQuestion | string {
  const { input, model } = body;
  const texts = typeof input === 'string' ? [input] : input;
  if (!Array.isArray(texts) || texts.length === 0 || texts.length > MOST_INPUTS) return "'input' is invalid";
  if (texts.some((text) => typeof text !== 'string' || text === '')) return "'$.input' is invalid";
  return {
    path,
    model: typeof model === 'string' ? model : '',
    system: '',
    messages: (texts as string[]).map((content) => ({ role: 'user', content })),
    schema: null,
    stream: false,
    temperature: null,
    mostOutputTokens: null,
    key: bearer(headers),
    body,
  };
}

export const embeddings: Extra = {
  path: '/v1/embeddings',
  read,
  answer: ({ messages, model }) => ({
    object: 'list',
    data: messages.map(({ content }, index) => ({
      object: 'embedding',
      index,
      embedding: vectorOf(content),
    })),
    model,
    usage: { prompt_tokens: messages.length * 4, total_tokens: messages.length * 4 },
  }),
};

/** Not of length one: who wants that has to see to it. */
function vectorOf(text: string): number[] {
  const vector = Array.from({ length: EMBEDDING_DIMENSIONS }, () => 0.5);
  for (const [index, char] of [...text].entries()) {
    vector[index % EMBEDDING_DIMENSIONS]! += char.codePointAt(0)! % 17;
  }
  return vector;
}

const CATEGORIES = [
  'harassment',
  'harassment/threatening',
  'hate',
  'hate/threatening',
  'illicit',
  'illicit/violent',
  'self-harm',
  'self-harm/intent',
  'self-harm/instructions',
  'sexual',
  'sexual/minors',
  'violence',
  'violence/graphic',
];

/** A category is flagged when its name stands in the text. */
export const moderations: Extra = {
  path: '/v1/moderations',
  read,
  answer: ({ messages, model }) => ({
    id: 'modr-1',
    model,
    results: messages.map(({ content }) => {
      const categories = Object.fromEntries(CATEGORIES.map((name) => [name, content.includes(name)]));
      return {
        flagged: Object.values(categories).includes(true),
        categories,
        category_scores: Object.fromEntries(CATEGORIES.map((name) => [name, categories[name] ? 0.9 : 0.01])),
        category_applied_input_types: Object.fromEntries(CATEGORIES.map((name) => [name, ['text']])),
      };
    }),
  }),
};
