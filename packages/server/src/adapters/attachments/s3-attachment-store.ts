import { openAsBlob } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';
import type { AttachmentStore, ByteRange, GetOutcome, PutOutcome } from '../../ports/attachment-store.ts';
import type { S3Settings } from './read-attachment-settings.ts';
import { spool } from './spool.ts';

export interface S3Options {
  /** Milliseconds until the service must have begun to answer. */
  readonly timeout?: number;
  /** Milliseconds before the first repetition; each further one waits twice as long. */
  readonly firstWait?: number;
}

const TIMEOUT_MS = 60_000;
const FIRST_WAIT_MS = 200;
const MOST_ATTEMPTS = 4;

interface Send {
  readonly method: 'PUT' | 'GET' | 'DELETE';
  readonly id: string;
  readonly headers?: Record<string, string>;
  readonly body?: () => Promise<Blob>;
  /** Bytes of the body; default 0. */
  readonly size?: number;
}

/** Bytes a millisecond that a connection to the service gives at the least. */
const SLOWEST = 100;

/**
 * A bucket of any service that speaks S3, addressed by its path. What arrives is first written to a file of this
 * machine: its length and hash are then known, as the service wants them, and it can be sent again.
 */
export class S3AttachmentStore implements AttachmentStore {
  readonly #settings: S3Settings;
  readonly #client: AwsClient;
  readonly #folder: string;
  readonly #timeout: number;
  readonly #firstWait: number;

  private constructor(settings: S3Settings, folder: string, options: S3Options) {
    this.#settings = settings;
    this.#folder = folder;
    this.#timeout = options.timeout ?? TIMEOUT_MS;
    this.#firstWait = options.firstWait ?? FIRST_WAIT_MS;
    const { accessKeyId, secretAccessKey, sessionToken, region } = settings;
    this.#client = new AwsClient({
      accessKeyId,
      secretAccessKey,
      region,
      service: 's3',
      retries: 0,
      ...(sessionToken !== null && { sessionToken }),
    });
  }

  static async open(settings: S3Settings, options: S3Options = {}): Promise<S3AttachmentStore> {
    return new S3AttachmentStore(settings, await mkdtemp(join(tmpdir(), 'baton-attachments-')), options);
  }

  async put(id: string, type: string, bytes: AsyncIterable<Uint8Array>): Promise<PutOutcome> {
    const path = join(this.#folder, id);
    try {
      const { size, hash } = await this.#receive(path, bytes);
      const headers = { 'content-type': type, 'x-amz-content-sha256': hash.toString('hex') };
      const response = await this.#send({ method: 'PUT', id, headers, body: () => openAsBlob(path), size });
      await response.body?.cancel();
      if (!response.ok) return { type: 'failed', cause: answered(response) };
      return { type: 'stored', size, digest: hash.toString('base64url') };
    } catch (cause) {
      return { type: 'failed', cause };
    } finally {
      await rm(path, { force: true });
    }
  }

  async get(id: string, range?: ByteRange): Promise<GetOutcome> {
    const headers: Record<string, string> =
      range === undefined ? {} : { range: `bytes=${range.first}-${range.last}` };
    try {
      const response = await this.#send({ method: 'GET', id, headers });
      const whole = range === undefined ? 200 : 206;
      if (response.status === whole && response.body !== null) return { type: 'found', bytes: response.body };
      await response.body?.cancel();
      return response.status === 404 ? { type: 'missing' } : { type: 'failed', cause: answered(response) };
    } catch (cause) {
      return { type: 'failed', cause };
    }
  }

  async remove(id: string): Promise<boolean> {
    try {
      const response = await this.#send({ method: 'DELETE', id });
      await response.body?.cancel();
      return response.ok || response.status === 404;
    } catch {
      return false;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #receive(path: string, bytes: AsyncIterable<Uint8Array>): ReturnType<typeof spool> {
    await using file = await open(path, 'wx', 0o600);
    return await spool(file, bytes);
  }

  /** Tries again, with a longer pause each time, what may go well then. */
  async #send(send: Send): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      const last = attempt === MOST_ATTEMPTS;
      try {
        const response = await this.#sendOnce(send);
        const passes = response.status < 500 && response.status !== 429 && response.status !== 408;
        if (passes || last) return response;
        await response.body?.cancel();
      } catch (error) {
        if (last) throw error;
      }
      await wait(this.#firstWait * 2 ** (attempt - 1) * (0.5 + Math.random() / 2));
    }
  }

  async #sendOnce({ method, id, headers = {}, body, size = 0 }: Send): Promise<Response> {
    const abort = new AbortController();
    // What is slow to begin is given up; what flows may take its time, as it has to.
    const limit = this.#timeout + size / SLOWEST;
    const timer = setTimeout(() => abort.abort(new Error('the service did not answer in time')), limit);
    try {
      const request = await this.#client.sign(this.#address(id), {
        method,
        headers,
        ...(body !== undefined && { body: await body() }),
      });
      return await fetch(request, { signal: abort.signal, redirect: 'error' });
    } finally {
      clearTimeout(timer);
    }
  }

  #address(id: string): string {
    const { endpoint, bucket, prefix } = this.#settings;
    const path = [bucket, ...prefix.split('/'), id].filter((part) => part !== '').map(encodeURIComponent);
    return `${endpoint}/${path.join('/')}`;
  }
}

/** Never what the service says: it may repeat what it was sent. */
function answered({ status }: Response): Error {
  return new Error(`the attachment service answered ${status}`);
}
