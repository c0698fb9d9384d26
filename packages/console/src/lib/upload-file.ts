import { RequestError } from '@baton/client';
import type { Attachment, ErrorBody } from '@baton/protocol';

export interface UploadOptions {
  signal: AbortSignal;
  /** Of its bytes what has left, from 0 to 1. */
  onProgress: (part: number) => void;
}

/** Stores a file of a session and tells how far it is, which `fetch` cannot. A refusal is a RequestError. */
export function uploadFile(
  sessionId: string,
  file: File,
  { signal, onProgress }: UploadOptions,
): Promise<Attachment> {
  const { promise, resolve, reject } = Promise.withResolvers<Attachment>();
  const request = new XMLHttpRequest();
  const path = `/sessions/${encodeURIComponent(sessionId)}/attachments?name=${encodeURIComponent(file.name)}`;
  request.open('POST', path);
  request.responseType = 'json';
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded / Math.max(1, total)));
  request.addEventListener('load', () => {
    const body = request.response as unknown;
    if (request.status === 201 || request.status === 200) resolve(body as Attachment);
    else reject(new RequestError(request.status, errorBody(body, request.status)));
  });
  request.addEventListener('error', () => reject(new TypeError('The server could not be reached.')));
  request.addEventListener('abort', () => reject(new DOMException('Taken back', 'AbortError')));
  signal.addEventListener('abort', () => request.abort(), { once: true });
  request.send(file);
  return promise;
}

function errorBody(body: unknown, status: number): ErrorBody & Record<string, unknown> {
  const given = body as (ErrorBody & Record<string, unknown>) | null;
  return given?.detail === undefined ? { detail: `The server answered ${status} without a reason.` } : given;
}
