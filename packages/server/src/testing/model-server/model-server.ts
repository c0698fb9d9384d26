import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { anthropicMessages } from './anthropic-messages.ts';
import { says } from './behaviour.ts';
import type { Behaviour, Script } from './behaviour.ts';
import { geminiContent } from './gemini-content.ts';
import { embeddings, moderations } from './openai-extras.ts';
import type { Extra } from './openai-extras.ts';
import { openAiChat } from './openai-chat.ts';
import { openAiResponses } from './openai-responses.ts';
import type { AskedQuestion, WireFormat } from './wire-format.ts';

const FORMATS: readonly WireFormat[] = [openAiResponses, openAiChat, anthropicMessages, geminiContent];
const EXTRAS: readonly Extra[] = [embeddings, moderations];

/**
 * A local server that speaks the providers' APIs as they are on the wire and answers by a script. It refuses what
 * the true ones would refuse. Base URLs: `${url}/v1` for OpenAI, Anthropic and compatible ones, `${url}/v1beta`
 * for Google.
 */
export class ModelServer implements AsyncDisposable {
  /** Every question that had the right form, in order. */
  readonly asked: AskedQuestion[] = [];
  /** Questions in the wrong form, as the API would complain. */
  readonly complaints: string[] = [];
  /** Answers whose client went away before the end. */
  abandoned = 0;
  readonly #server: Server;
  readonly #queue: Script[] = [];
  #otherwise: Script = says('Hello.');

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<ModelServer> {
    const server = createServer();
    const made = new ModelServer(server);
    server.on('request', (request, response) => {
      response.on('close', () => {
        if (!response.writableFinished) made.abandoned += 1;
      });
      void made.#serve(request, response);
    });
    const listening = Promise.withResolvers<void>();
    server.listen(0, '127.0.0.1', listening.resolve);
    await listening.promise;
    return made;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The next questions are met like this, one each; those after them as `otherwise` says. */
  next(...scripts: Script[]): this {
    this.#queue.push(...scripts);
    return this;
  }

  otherwise(script: Script): this {
    this.#otherwise = script;
    return this;
  }

  /** As after the start. */
  forget(): void {
    this.asked.length = 0;
    this.complaints.length = 0;
    this.#queue.length = 0;
    this.#otherwise = says('Hello.');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = Promise.withResolvers<void>();
    this.#server.close(() => closed.resolve());
    this.#server.closeAllConnections();
    await closed.promise;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const format = FORMATS.find((each) => each.path.test(path)) ?? EXTRAS.find((each) => each.path === path);
    if (format === undefined || request.method !== 'POST') {
      send(response, 404, openAiChat.error(404, `Unknown request URL: ${path}`));
      return;
    }
    const body = JSON.parse(await text(request)) as Record<string, unknown>;
    const wire = 'whole' in format ? format : null;
    const asked = format.read(body, request.headers, path);
    if (typeof asked === 'string') {
      this.complaints.push(asked);
      send(response, 400, (wire ?? openAiChat).error(400, asked));
      return;
    }
    this.asked.push(asked);
    const script = this.#queue.shift() ?? this.#otherwise;
    const behaviour = typeof script === 'function' ? script(asked) : script;
    if ('answer' in format && behaviour.type === 'answer') send(response, 200, format.answer(asked));
    else await act(response, wire ?? openAiChat, asked, behaviour);
  }
}

function send(response: ServerResponse, status: number, body: unknown, headers: object = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function act(
  response: ServerResponse,
  format: WireFormat,
  asked: AskedQuestion,
  behaviour: Behaviour,
): Promise<void> {
  switch (behaviour.type) {
    case 'refuse':
      send(response, behaviour.status, format.error(behaviour.status, behaviour.message), behaviour.headers);
      return;
    case 'raw':
      send(response, 200, behaviour.body);
      return;
    case 'answer':
      await answer(response, format, asked, behaviour);
      return;
    case 'fail':
      if (!asked.stream) {
        send(response, 500, format.error(500, behaviour.message));
        return;
      }
      begin(response, format, asked, behaviour.pieces);
      response.end(format.streamError(behaviour.message));
      return;
    case 'cut':
    case 'hang':
      begin(response, format, asked, behaviour.pieces);
      if (behaviour.type === 'cut') setImmediate(() => response.destroy());
  }
}

async function answer(
  response: ServerResponse,
  format: WireFormat,
  asked: AskedQuestion,
  { pieces, usage, finish, held }: Extract<Behaviour, { type: 'answer' }>,
): Promise<void> {
  const wire = { asked, pieces, usage, finish };
  if (!asked.stream) {
    await held;
    send(response, 200, format.whole(wire));
    return;
  }
  const { head, text: texts, tail } = format.stream(wire);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const event of [...head, ...texts.slice(0, 1)]) response.write(event);
  await held;
  for (const event of [...texts.slice(1), ...tail]) response.write(event);
  response.end();
}

/** The beginning of an answer that will not end. */
function begin(
  response: ServerResponse,
  format: WireFormat,
  asked: AskedQuestion,
  pieces: readonly string[],
): void {
  const wire = { asked, pieces, usage: null, finish: 'stop' } as const;
  if (asked.stream) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    const { head, text: texts } = format.stream(wire);
    if (pieces.length > 0) response.write([...head, ...texts].join(''));
    return;
  }
  if (pieces.length === 0) return;
  response.writeHead(200, { 'content-type': 'application/json' });
  const body = JSON.stringify(format.whole(wire));
  response.write(body.slice(0, body.length / 2));
}
