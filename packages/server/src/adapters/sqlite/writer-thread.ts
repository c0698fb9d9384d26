import { parentPort, workerData } from 'node:worker_threads';
import { openConnection } from './open-connection.ts';
import { BatchWriter } from './write-batch.ts';
import type { WriteOperation } from './write-operation.ts';

/*
 * The one thread that writes. It owns the only writing connection; each message is a batch and is answered with
 * its results once the transaction is durable. It ends when it is sent null, after everything sent before.
 */
if (parentPort === null) throw new Error('this module runs as a worker thread');
const port = parentPort;
const db = openConnection((workerData as { path: string }).path, 'write');
const writer = new BatchWriter(db);

port.on('message', (operations: WriteOperation[] | null) => {
  if (operations === null) {
    db.close();
    port.close();
    return;
  }
  port.postMessage(writer.run(operations));
});
port.postMessage('ready');
