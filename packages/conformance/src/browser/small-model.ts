import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Asked {
  readonly system: string;
  /** What the user said last. */
  readonly user: string;
}

export interface Said {
  /** The answer, in the pieces in which a stream carries it. */
  readonly pieces: readonly string[];
  /** All but the first piece of a stream wait for it. */
  readonly held?: Promise<void>;
}

/** Speaks the chat completions of compatible servers, so far as help to operators needs them. */
export interface SmallModel extends AsyncDisposable {
  /** For BATON_MODELS. */
  readonly name: string;
}

export async function startSmallModel(answer: (asked: Asked) => Said): Promise<SmallModel> {
  const server = createServer((request, response) => {
    void text(request).then((body) => serve(JSON.parse(body) as Question, response, answer));
  });
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', listening.resolve);
  await listening.promise;
  return {
    name: `compatible:small@http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    async [Symbol.asyncDispose]() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
}

interface Question {
  readonly stream?: boolean;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

async function serve(
  { messages, stream = false }: Question,
  response: ServerResponse,
  answer: (asked: Asked) => Said,
): Promise<void> {
  const of = (wanted: string): string => messages.findLast(({ role }) => role === wanted)?.content ?? '';
  const { pieces, held } = answer({ system: of('system'), user: of('user') });
  const head = { id: 'chatcmpl-1', created: 1_767_600_000, model: 'small' };
  if (!stream) {
    const message = { role: 'assistant', content: pieces.join('') };
    const choices = [{ index: 0, message, finish_reason: 'stop' }];
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ...head, object: 'chat.completion', choices }));
    return;
  }
  response.setHeader('content-type', 'text/event-stream');
  const send = (delta: object, reason: string | null): void => {
    const choices = [{ index: 0, delta, finish_reason: reason }];
    response.write(`data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices })}\n\n`);
  };
  for (const [index, content] of pieces.entries()) {
    if (index === 1) await held;
    send({ content }, null);
  }
  send({}, 'stop');
  response.end('data: [DONE]\n\n');
}
