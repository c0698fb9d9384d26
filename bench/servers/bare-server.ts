import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerCommands } from '../process/commands.ts';
import { readMemory, readUsage } from '../process/usage.ts';
import type { Stamp } from './stamps.ts';
import { Stamps } from './stamps.ts';

/*
 * What everything is compared with: node:http, JSON parsed and serialised, nothing validated and nothing stored.
 * A POST wakes whoever waits on the same path, so that waiting has something to be compared with too.
 */
const stamps = new Stamps();
const waiting = new Map<string, ServerResponse>();
let offset = 0;

const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
  const [path = '/', query = ''] = (request.url ?? '/').split('?');
  if (request.method === 'POST') receive(request, (body) => post(path, body, response));
  else if (query.includes('wait_for_data=0')) answer(response, 200, '[]');
  else park(path, response);
});

function receive(request: IncomingMessage, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => done(Buffer.concat(chunks)));
}

function post(path: string, body: Buffer, response: ServerResponse): void {
  const { kind, source, message, metadata } = JSON.parse(body.toString()) as Record<string, unknown>;
  const event = { id: 'Zq81bTnX0e', source, kind, offset: offset++, data: { message }, metadata };
  const text = JSON.stringify(event);
  const reader = waiting.get(path);
  stamps.add(path);
  waiting.delete(path);
  if (reader !== undefined) answer(reader, 200, `[${text}]`);
  answer(response, 201, text);
}

function park(path: string, response: ServerResponse): void {
  waiting.set(path, response);
  response.once('close', () => {
    if (waiting.get(path) === response) waiting.delete(path);
  });
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

const commands = {
  start: (): Promise<{ port: number }> =>
    new Promise((resolve) => {
      server.listen(0, '127.0.0.1', 8192, () => resolve({ port: (server.address() as AddressInfo).port }));
    }),
  usage: readUsage,
  memory: readMemory,
  takeStamps: (): Stamp[] => stamps.take(),
  stop: (): void => {
    server.closeAllConnections();
    server.close();
  },
};
export type BareCommands = typeof commands;

answerCommands(commands);
