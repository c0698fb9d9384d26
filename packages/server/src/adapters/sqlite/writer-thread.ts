import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { openConnection } from './open-connection.ts';
import { packResult, unpackOperation } from './transfer.ts';
import type { PackedOperation } from './transfer.ts';
import { BatchWriter } from './write-batch.ts';
import type { WriteOperation } from './write-operation.ts';

/*
 * The one thread that writes. It owns the only writing connection; each message holds some operations, and all
 * the messages that are there make one transaction. They are answered, in order, once it is durable. The thread
 * ends when it is sent null, after everything sent before.
 */
type Message = PackedOperation[] | null;

/** A transaction that is longer lets the readers of its first operations wait for its last. */
const MOST_OPERATIONS = 1024;

if (parentPort === null) throw new Error('this module runs as a worker thread');
const port = parentPort;
const { path } = workerData as { path: string };
const db = openConnection(path, 'write');
const writer = new BatchWriter(db, path);

port.on('message', (first: Message) => {
  const operations: WriteOperation[] = [];
  let message: Message | undefined = first;
  while (message !== undefined && message !== null) {
    operations.push(...message.map(unpackOperation));
    message = operations.length < MOST_OPERATIONS ? nextMessage() : undefined;
  }
  if (operations.length > 0) port.postMessage(writer.run(operations).map(packResult));
  if (message !== null) return;
  db.close();
  port.close();
});
port.postMessage('ready');

/** What has arrived meanwhile; undefined when nothing has. */
function nextMessage(): Message | undefined {
  return receiveMessageOnPort(port)?.message as Message | undefined;
}
