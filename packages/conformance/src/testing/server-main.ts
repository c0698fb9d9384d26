import { Gate } from './gate.ts';
import { TestServer } from './start-server.ts';

/*
 * A test server as a process of its own, for what can only be seen from outside: its output, and its sudden end.
 * Its settings come from the environment and its database from the first argument; it says where it listens in
 * a line of JSON and ends in order on SIGTERM.
 */
const [database = ''] = process.argv.slice(2);
const server = await TestServer.start({ database, env: process.env as Record<string, string> });
server.engine.on('never answered', { gate: new Gate() });
server.engine.on('fail the turn, card 4111-1111', { fails: 'compose' });
process.stdout.write(`${JSON.stringify({ listening: server.url })}\n`);
process.once('SIGTERM', () => void server[Symbol.asyncDispose]());
