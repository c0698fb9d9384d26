import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { LocalServer, readRequest } from './local-server.ts';
import { result } from './plugin-server.ts';

const CHUNK = 'x'.repeat(16_384);
const DEEP = 100_000;

/** What can be wrong with an answer. `json` is what an honest server would have answered with. */
const MISDEEDS = {
  hang: () => undefined,
  'hang after the head': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
  },
  'drip byte by byte': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 20);
    response.once('close', () => clearInterval(timer));
  },
  'fail with 500': (response) => {
    response.writeHead(500, { 'content-type': 'application/json' }).end('{"detail":["Traceback: secret"]}');
  },
  'fail and hang': (response) => {
    response.writeHead(500, { 'content-length': '10' }).flushHeaders();
  },
  'answer with no JSON': (response) => {
    response.writeHead(200).end('<html>not found</html>');
  },
  'answer with half of it': (response, json) => {
    response.writeHead(200).end(json.slice(0, json.length / 2));
  },
  'break the connection': (response, json) => {
    response.writeHead(200, { 'content-length': '10000' });
    response.write(json.slice(0, 5), () => response.destroy());
  },
  'answer with another shape': (response) => {
    response.writeHead(200).end('{"tools":{"a":1},"result":"text"}');
  },
  'nest without end': (response) => {
    response.writeHead(200).end(`{"tools":${'['.repeat(DEEP)}`);
  },
  'answer without end': (response) => {
    response.writeHead(200);
    const more = (): void => {
      while (!response.destroyed && response.write(CHUNK));
    };
    response.on('drain', more).write('{"result":{"data":"');
    more();
  },
  'announce too much': (response) => {
    response.writeHead(200, { 'content-length': String(2 ** 40) }).flushHeaders();
  },
  'send compressed': (response, json) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(json));
  },
  'send a head without end': (response) => {
    response.writeHead(200, { 'x-long': 'x'.repeat(100_000) }).end('{}');
  },
  'redirect to the metadata of a cloud': (response) => {
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
  },
  'answer with nothing': (response) => {
    response.writeHead(200).end();
  },
} as const satisfies Record<string, (response: ServerResponse, json: string) => void>;

export type Misdeed = keyof typeof MISDEEDS;
export const ALL_MISDEEDS: readonly Misdeed[] = Object.keys(MISDEEDS) as Misdeed[];

/**
 * A server that misbehaves: at `/<misdeed>` whatever it is asked; at `/calls` its list of tools is good, and each
 * tool is a misdeed.
 */
export class HostileServer implements AsyncDisposable {
  readonly #server: LocalServer;

  private constructor(server: LocalServer) {
    this.#server = server;
  }

  static async start(): Promise<HostileServer> {
    return new HostileServer(
      await LocalServer.start(async (request, response) => {
        const { url } = await readRequest(request);
        const [, first = '', ...rest] = url.split('/').map(decodeURIComponent);
        if (first !== 'calls') return MISDEEDS[first as Misdeed](response, list());
        if (rest.length === 1) response.writeHead(200).end(list());
        else MISDEEDS[rest[1] as Misdeed](response, result('fine'));
      }),
    );
  }

  get url(): string {
    return this.#server.url;
  }

  connections(): Promise<number> {
    return this.#server.connections();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#server[Symbol.asyncDispose]();
  }
}

function list(): string {
  const tools = ALL_MISDEEDS.map((name) => ({
    name,
    creation_utc: '2026-01-05T09:00:00Z',
    description: '',
    metadata: {},
    parameters: {},
    required: [],
    consequential: false,
    overlap: 2,
  }));
  return JSON.stringify({ tools });
}
