import type { ConnectionOptions } from '@baton/client';
import type { Attachment } from '@baton/protocol';
import { uploadFile, type UploadOptions } from './upload-file.ts';

/** What the chat asks of the server about files. */
export interface FileApi {
  upload(sessionId: string, file: File, key: string, options: UploadOptions): Promise<Attachment>;
  /** Where a page shows or downloads it from. */
  address(sessionId: string, fileId: string, inline: boolean): string;
}

/**
 * In a page of another origin the session's token stands in for the cookie: in a header for what is sent, in the path
 * for what the browser loads by itself.
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

  upload(sessionId: string, file: File, key: string, options: UploadOptions): Promise<Attachment> {
    const path = `/sessions/${encodeURIComponent(sessionId)}/attachments?name=${encodeURIComponent(file.name)}`;
    return uploadFile(this.#base + path, file, { ...options, key, token: this.#tokenOf(sessionId) });
  }
}
