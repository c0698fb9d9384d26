import { parentPort, workerData } from 'node:worker_threads';
import { OnnxModel } from './onnx-model.ts';
import type { ThreadAnswer, ThreadData, ThreadRequest } from './thread-messages.ts';

/* The thread's entry: the model lives here, so that its milliseconds are not the event loop's. */

const port = parentPort;
if (port === null) throw new Error('the encoder thread runs in a worker');

try {
  const model = await OnnxModel.load((workerData as ThreadData).folder);
  let last = Promise.resolve();
  port.on('message', (request: ThreadRequest) => {
    last = last.then(() => serve(model, request));
  });
  answer({ kind: 'ready' });
} catch (error) {
  answer({ kind: 'failed', reason: reasonOf(error) });
}

async function serve(model: OnnxModel, request: ThreadRequest): Promise<void> {
  if (request === null) {
    await model.release();
    port?.close();
    return;
  }
  try {
    const vectors: Float32Array[] = [];
    for (const text of request) vectors.push(await model.encode(text));
    answer({ kind: 'vectors', vectors });
  } catch (error) {
    answer({ kind: 'failed', reason: reasonOf(error) });
  }
}

function answer(message: ThreadAnswer): void {
  port?.postMessage(message);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
