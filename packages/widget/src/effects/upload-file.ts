import { RequestError } from '@baton/client';
import type { Attachment, ErrorBody } from '@baton/protocol';

export interface UploadOptions {
  /** 0 to 1. */
  onProgress: (fraction: number) => void;
  signal: AbortSignal;
}

interface UploadRequest extends UploadOptions {
  /** Idempotency key. */
  key: string;
  /** Null: the cookie alone. */
  token: string | null;
}

/** Sends a file over XMLHttpRequest, which alone tells how far it has come. */
export function uploadFile(
  address: string,
  file: File,
  { key, token, onProgress, signal }: UploadRequest,
): Promise<Attachment> {
  const { promise, resolve, reject } = Promise.withResolvers<Attachment>();
  const request = new XMLHttpRequest();
  request.open('POST', address);
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.setRequestHeader('idempotency-key', key);
  if (token !== null) request.setRequestHeader('authorization', `Bearer ${token}`);
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
  if (signal.aborted) reject(new TypeError('the upload is not wanted any more'));
  else request.send(file);
  return promise;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return { detail: '' };
  }
}
