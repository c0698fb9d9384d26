import { parentPort, workerData } from 'node:worker_threads';
import { openConnection } from '../open-connection.ts';
import { AnalyticsReader } from './analytics-reader.ts';
import type { AnalyticsRequest } from './analytics-thread-messages.ts';

/* The thread's entry: what reads many rows does so here, on a connection of its own. It ends when it is sent null. */

const port = parentPort;
if (port === null) throw new Error('the analytics thread runs in a worker');
const db = openConnection((workerData as { path: string }).path, 'read');
const reader = new AnalyticsReader(db);

port.on('message', (request: AnalyticsRequest | null) => {
  if (request !== null) {
    port.postMessage(reader.answer(request));
    return;
  }
  db.close();
  port.close();
});
