import { parentPort, workerData } from 'node:worker_threads';
import { parse } from 'yaml';

/* Reads one YAML document and answers it as JSON; a thread that takes too long is ended from outside. */
const value: unknown = parse(workerData as string, {
  // Looking for keys that occur twice takes a time that grows with the square of their number.
  uniqueKeys: false,
  maxAliasCount: 100,
  logLevel: 'error',
});
parentPort?.postMessage(JSON.stringify(value) ?? 'null');
