import { AnswerTooLongError } from './to-call-error.ts';

/**
 * A fetch that reads at most so many bytes of an answer and follows no redirection: one would carry the key, in
 * whichever header it is, and the conversation to another host.
 */
export function guardedFetch(mostBytes: number): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await globalThis.fetch(input, { ...init, redirect: 'manual' });
    if (response.body === null) return response;
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(limited(mostBytes)), { status, statusText, headers });
  };
}

function limited(mostBytes: number): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > mostBytes) controller.error(new AnswerTooLongError());
      else controller.enqueue(chunk);
    },
  });
}
