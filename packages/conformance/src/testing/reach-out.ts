import { once } from 'node:events';
import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import { Worker, isMainThread } from 'node:worker_threads';

/* Tries what would leave this machine, in its main thread and then in another one; ends with 1 if any of it began. */
const attempts = [
  () => fetch('http://192.0.2.7/'),
  async () => lookup('example.invalid'),
  async () => connect(80, '192.0.2.8'),
];
const outcomes = await Promise.allSettled(attempts.map((attempt) => attempt()));
if (outcomes.some(({ status }) => status === 'fulfilled')) process.exit(1);
const entry = new URL(import.meta.url);
if (isMainThread) await once(new Worker(entry, { execArgv: ['--conditions=baton-source'] }), 'exit');
