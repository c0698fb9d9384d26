import { RequestError, type ConnectionOptions } from '@baton/client';
import type { Attachment, ErrorBody } from '@baton/protocol';

/** What the chat asks of the server about files. */
export interface FileApi {
  upload(sessionId: string, file: File, key: string, options: UploadOptions): Promise<Attachment>;
  /** Where a page shows or downloads it from. */
  address(sessionId: string, fileId: string, inline: boolean): string;
}

export interface UploadOptions {
  /** 0 to 1. */
  onProgress: (fraction: number) => void;
  signal: AbortSignal;
}

/**
 * Files over XMLHttpRequest, which alone tells how far an upload has come. In a page of another origin the session's
 * token stands in for the cookie: in a header for what is sent, in the path for what the browser loads by itself.
 */
export class FileClient implements FileApi {
  readonly #base: string;
  readonly #tokenOf: (sessionId: string) => string | null;

  constructor(
    { baseUrl }: Pick<ConnectionOptions, 'baseUrl'>,
    tokenOf: (sessionId: string) => string | null,
  ) {
    this.#base = baseUrl;
    this.#tokenOf = tokenOf;
  }

  address(sessionId: string, fileId: string, inline: boolean): string {
    const token = this.#tokenOf(sessionId);
    const path = `/sessions/${encodeURIComponent(sessionId)}/attachments/${encodeURIComponent(fileId)}`;
    return `${this.#base}${token === null ? '' : `/t/${token}`}${path}${inline ? '?inline=true' : ''}`;
  }

  upload(
    sessionId: string,
    file: File,
    key: string,
    { onProgress, signal }: UploadOptions,
  ): Promise<Attachment> {
    const path = `/sessions/${encodeURIComponent(sessionId)}/attachments?name=${encodeURIComponent(file.name)}`;
    const request = new XMLHttpRequest();
    request.open('POST', this.#base + path);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('idempotency-key', key);
    const token = this.#tokenOf(sessionId);
    if (token !== null) request.setRequestHeader('authorization', `Bearer ${token}`);
    const { promise, resolve, reject } = Promise.withResolvers<Attachment>();
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total === 0 ? 0 : loaded / total),
    );
    request.addEventListener('loadend', () => {
      const { status } = request;
      const body = parse(request.responseText);
      if (status === 201) resolve(body as Attachment);
      else if (status === 0) reject(new TypeError('the upload broke off'));
      else reject(new RequestError(status, body as ErrorBody & Record<string, unknown>));
    });
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
    return promise;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return { detail: '' };
  }
}
