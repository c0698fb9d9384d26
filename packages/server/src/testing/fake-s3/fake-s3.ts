import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { signatureFault } from './check-signature.ts';
import type { S3Key } from './check-signature.ts';

export const S3_KEY: S3Key = {
  id: 'AKIAEXAMPLE',
  secret: 'example-secret/with+signs',
  region: 'eu-central-1',
};

/** A service that speaks as much of S3 as attachments need, and believes nothing: signatures, lengths, paths. */
export class FakeS3 implements AsyncDisposable {
  /** By path, bucket and all. */
  readonly objects: Map<string, { readonly bytes: Buffer; readonly type: string }> = new Map();
  /** What was wrong with requests. */
  readonly faults: string[] = [];
  /** Answered with these statuses, before anything is done; 0 hangs up. */
  readonly failures: number[] = [];
  requests: number = 0;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<FakeS3> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FakeS3(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests++;
    const body = await buffer(request);
    const failure = this.failures.shift();
    if (failure === 0) {
      request.socket.destroy();
      return;
    }
    if (failure !== undefined) {
      response.writeHead(failure).end('<Error/>');
      return;
    }
    const fault =
      signatureFault(request, createHash('sha256').update(body).digest('hex'), S3_KEY) ??
      lengthFault(request);
    if (fault !== null) {
      this.faults.push(fault);
      response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>');
      return;
    }
    this.#act(request, response, body);
  }

  #act(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const path = request.url ?? '';
    const found = this.objects.get(path);
    switch (request.method) {
      case 'PUT':
        this.objects.set(path, { bytes: body, type: request.headers['content-type'] ?? '' });
        response.writeHead(200, { etag: `"${createHash('md5').update(body).digest('hex')}"` }).end();
        return;
      case 'GET':
        if (found === undefined) response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
        else sendObject(response, found.bytes, request.headers.range);
        return;
      case 'DELETE':
        this.objects.delete(path);
        response.writeHead(204).end();
        return;
      default:
        response.writeHead(405).end();
    }
  }
}

/** The service takes no body whose length it is not told. */
function lengthFault({ method, headers }: IncomingMessage): string | null {
  if (method !== 'PUT') return null;
  if (headers['transfer-encoding'] !== undefined) return 'a PUT came in chunks';
  return headers['content-length'] === undefined ? 'a PUT came without its length' : null;
}

function sendObject(response: ServerResponse, bytes: Buffer, range: string | undefined): void {
  const match = /^bytes=(\d+)-(\d+)$/.exec(range ?? '');
  if (match === null) {
    response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
    return;
  }
  const part = bytes.subarray(Number(match[1]), Number(match[2]) + 1);
  const of = `bytes ${match[1]}-${Number(match[1]) + part.length - 1}/${bytes.length}`;
  response.writeHead(206, { 'content-length': part.length, 'content-range': of }).end(part);
}
