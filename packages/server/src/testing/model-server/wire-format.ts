import type { IncomingHttpHeaders } from 'node:http';

/** What a client asked, whichever API it asked through. */
export interface AskedQuestion {
  readonly path: string;
  readonly model: string;
  readonly system: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  /** The JSON schema that the answer has to fit; null for free text. */
  readonly schema: Record<string, unknown> | null;
  readonly stream: boolean;
  readonly temperature: number | null;
  readonly mostOutputTokens: number | null;
  readonly key: string | null;
  readonly body: Record<string, unknown>;
}

export interface WireAnswer {
  readonly asked: AskedQuestion;
  /** The answer's text in the pieces in which a stream carries it. */
  readonly pieces: readonly string[];
  /** Null: the server does not tell, as some local ones. */
  readonly usage: { readonly input: number; readonly output: number } | null;
  readonly finish: 'stop' | 'length' | 'filtered';
}

/** One provider's API as it looks on the wire. */
export interface WireFormat {
  readonly path: RegExp;
  /** A text instead of the question: what the true API would refuse with HTTP 400. */
  read(body: Record<string, unknown>, headers: IncomingHttpHeaders, path: string): AskedQuestion | string;
  whole(answer: WireAnswer): unknown;
  /** Complete server-sent events, in order. The text is in those between `head` and `tail`. */
  stream(answer: WireAnswer): { head: string[]; text: string[]; tail: string[] };
  error(status: number, message: string): unknown;
  /** The event that says in a stream that nothing more will come. */
  streamError(message: string): string;
}

export function sse(data: unknown, event?: string): string {
  return `${event === undefined ? '' : `event: ${event}\n`}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
}

export function bearer(headers: IncomingHttpHeaders): string | null {
  return /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? null;
}

/** Contents come as a text or as a list of parts with a text each. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part: { text?: unknown }) => (typeof part.text === 'string' ? part.text : '')).join('');
}

export function numberOr(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

/** OpenAI's rules for `strict: true`: every property required, none besides, the root an object. */
export function breaksStrictness(schema: unknown, root: boolean = true): string | null {
  if (typeof schema !== 'object' || schema === null) return null;
  const node = schema as Record<string, unknown>;
  if (root && node['type'] !== 'object') return 'schema must be a JSON Schema of type object';
  if ('oneOf' in node || 'allOf' in node) return 'oneOf and allOf are not permitted';
  if (node['type'] === 'object') {
    const properties = (node['properties'] ?? {}) as Record<string, unknown>;
    const required = (node['required'] ?? []) as string[];
    if (node['additionalProperties'] !== false) return "'additionalProperties' is required to be false";
    const missing = Object.keys(properties).find((name) => !required.includes(name));
    if (missing !== undefined) return `'required' has to name every property, it lacks '${missing}'`;
    return firstProblem(Object.values(properties));
  }
  return firstProblem([node['items'], ...((node['anyOf'] ?? []) as unknown[])]);
}

function firstProblem(schemas: readonly unknown[]): string | null {
  for (const schema of schemas) {
    const problem = breaksStrictness(schema, false);
    if (problem !== null) return problem;
  }
  return null;
}
