import { parentPort } from 'node:worker_threads';
import type { ThreadRequest } from '../thread-messages.ts';

/* A thread in the encoder's place: it dies of the text "die", never answers "hang", and refuses "refuse". */
parentPort?.on('message', (request: ThreadRequest) => {
  if (request === null) return parentPort?.close();
  if (request.includes('die')) throw new Error('the thread died');
  if (request.includes('hang')) return undefined;
  if (request.includes('refuse')) {
    return parentPort?.postMessage({ kind: 'failed', reason: 'the model gave no states' });
  }
  const vectors = request.map((text) => new Float32Array(384).fill(text.length));
  return parentPort?.postMessage({ kind: 'vectors', vectors });
});
parentPort?.postMessage({ kind: 'ready' });
