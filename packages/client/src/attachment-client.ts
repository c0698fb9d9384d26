import type { Attachment } from '@baton/protocol';
import { connectionOf, sendBytes } from './send-request.ts';
import type { Connection, ConnectionOptions } from './send-request.ts';

/** Files of sessions. Every refusal is thrown as a RequestError. */
export class AttachmentClient {
  readonly #connection: Connection;

  constructor(options: ConnectionOptions) {
    this.#connection = connectionOf(options);
  }

  /** Stores a file; it is shown to nobody before a message names it. */
  async upload(sessionId: string, file: Blob, name: string, signal?: AbortSignal): Promise<Attachment> {
    const path = `/sessions/${encodeURIComponent(sessionId)}/attachments?name=${encodeURIComponent(name)}`;
    const response = await sendBytes(this.#connection, path, file, signal);
    return (await response.json()) as Attachment;
  }

  /** Where its bytes are; `inline`: to be shown in a page, for types that are safe to show. */
  url(sessionId: string, attachmentId: string, { inline = false }: { inline?: boolean } = {}): string {
    const path = `/sessions/${encodeURIComponent(sessionId)}/attachments/${encodeURIComponent(attachmentId)}`;
    return `${this.#connection.base}${path}${inline ? '?inline=true' : ''}`;
  }
}
