import type { ModelReply, ModelStream } from '../../ports/model.ts';

/**
 * A stream that is written whether or not somebody reads it: `done` settles even when nobody takes the chunks.
 * What is kept is bounded by the writer, who limits the size of an answer. A reader who stops early stops the
 * writer through `abandoned`.
 */
export function textStream(
  write: (emit: (chunk: string) => void, abandoned: AbortSignal) => Promise<ModelReply<string>>,
): ModelStream {
  const waiting: string[] = [];
  const abandon = new AbortController();
  let state: 'open' | 'ended' | 'failed' = 'open';
  let wake = Promise.withResolvers<void>();
  const change = (): void => {
    wake.resolve();
    wake = Promise.withResolvers<void>();
  };
  const emit = (chunk: string): void => {
    if (chunk === '') return;
    waiting.push(chunk);
    change();
  };
  const done = write(emit, abandon.signal).then(
    (reply) => {
      state = 'ended';
      change();
      return reply;
    },
    (error: unknown) => {
      state = 'failed';
      change();
      throw error;
    },
  );
  // Whoever reads only the chunks gets the error from them.
  done.catch(() => undefined);

  async function* read(): AsyncGenerator<string, void, void> {
    try {
      for (;;) {
        const next = waiting.shift();
        if (next !== undefined) yield next;
        else if (state === 'open') await wake.promise;
        else break;
      }
      await done;
    } finally {
      abandon.abort(new DOMException('Nobody reads the answer any more', 'AbortError'));
    }
  }
  return { chunks: read(), done };
}
