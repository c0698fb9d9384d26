import type { IncomingMessage } from 'node:http';
import { LateError } from '../../app/attachments/incoming.ts';

/** Milliseconds. */
export interface UploadTimes {
  /** Without a byte. */
  readonly idle: number;
  /** From the first byte to the last. */
  readonly whole: number;
}

/** Ten megabytes arrive within five minutes on 300 kbit/s, which is what a bad mobile network still gives. */
export const UPLOAD_TIMES: UploadTimes = { idle: 20_000, whole: 300_000 };

/** The body of a request as it arrives; throws a LateError when its sender takes too long. */
export async function* uploadBytes(
  request: IncomingMessage,
  { idle, whole }: UploadTimes,
): AsyncGenerator<Uint8Array> {
  const end = performance.now() + whole;
  const chunks = request.iterator({ destroyOnReturn: false });
  for (;;) {
    const left = Math.min(idle, end - performance.now());
    const { done, value } = await inTime(chunks.next(), left);
    if (done === true) return;
    yield value as Buffer;
  }
}

/** What is left of a body that nobody wants, so that its sender reads the answer: no more of it than this. */
export async function discardRest(request: IncomingMessage, most: number, time: number): Promise<void> {
  if (request.readableEnded || request.destroyed) return;
  let size = 0;
  try {
    for await (const chunk of uploadBytes(request, { idle: time, whole: time })) {
      size += chunk.length;
      if (size > most) return;
    }
  } catch {
    // Then the answer goes out as it is.
  }
}

async function inTime<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new LateError('the upload took too long')),
    Math.max(0, milliseconds),
  );
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
    // Whoever was late may still fail, and nobody hears of it.
    promise.catch(() => undefined);
  }
}
