import { RequestError } from '@baton/client';
import type { Attachment } from '@baton/protocol';
import { MOST_ATTACHMENTS } from '@baton/protocol';
import type { UploadOptions } from '../../lib/upload-file.ts';
import { uploadFile } from '../../lib/upload-file.ts';

/** `uploading` → `ready`, or `refused`, from where it can be tried again if the server was not reached. */
export type TrayFile = { readonly key: string; readonly name: string; readonly size: number } & (
  | { readonly state: 'uploading'; readonly part: number }
  | { readonly state: 'ready'; readonly attachment: Attachment }
  | { readonly state: 'refused'; readonly error: unknown; readonly again: boolean }
);

export type Upload = (sessionId: string, file: File, options: UploadOptions) => Promise<Attachment>;

/** The files that go with the reply being written. They are stored at once, and shown to nobody before it is sent. */
export class FileTray {
  readonly #sessionId: string;
  readonly #upload: Upload;
  readonly #listeners = new Set<() => void>();
  readonly #given = new Map<string, { readonly file: File; readonly leave: AbortController }>();
  #files: readonly TrayFile[] = [];
  #overfull = false;
  #keys = 0;

  constructor(sessionId: string, upload: Upload = uploadFile) {
    this.#sessionId = sessionId;
    this.#upload = upload;
  }

  get files(): readonly TrayFile[] {
    return this.#files;
  }

  /** More were given at once than go with one message: the rest was left out. */
  get overfull(): boolean {
    return this.#overfull;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(files: readonly File[]): void {
    const room = Math.max(0, MOST_ATTACHMENTS - this.#files.length);
    this.#overfull = files.length > room;
    for (const file of files.slice(0, room)) {
      const key = `file ${++this.#keys}`;
      this.#given.set(key, { file, leave: new AbortController() });
      const { name, size } = file;
      this.#become([...this.#files, { key, name, size, state: 'uploading', part: 0 }]);
      void this.#send(key);
    }
    if (room === 0) this.#become([...this.#files]);
  }

  tryAgain(key: string): void {
    const given = this.#given.get(key);
    if (given === undefined) return;
    this.#given.set(key, { file: given.file, leave: new AbortController() });
    void this.#send(key);
  }

  remove(key: string): void {
    this.#given.get(key)?.leave.abort();
    this.#given.delete(key);
    this.#overfull = false;
    this.#become(this.#files.filter((file) => file.key !== key));
  }

  /** Those of a message that is in the log now; what was added meanwhile stays. */
  sent(ids: readonly string[]): void {
    for (const file of this.#files)
      if (file.state === 'ready' && ids.includes(file.attachment.id)) this.remove(file.key);
  }

  async #send(key: string): Promise<void> {
    const given = this.#given.get(key);
    if (given === undefined) return;
    const { file, leave } = given;
    const { name, size } = file;
    const show = (next: TrayFile): void => {
      if (leave.signal.aborted) return;
      this.#become(this.#files.map((each) => (each.key === key ? next : each)));
    };
    const onProgress = (part: number): void => show({ key, name, size, state: 'uploading', part });
    onProgress(0);
    try {
      const attachment = await this.#upload(this.#sessionId, file, { signal: leave.signal, onProgress });
      show({ key, name, size, state: 'ready', attachment });
    } catch (error) {
      const again = !(error instanceof RequestError) || error.status >= 500 || error.status === 429;
      show({ key, name, size, state: 'refused', error, again });
    }
  }

  #become(files: readonly TrayFile[]): void {
    this.#files = files;
    for (const listener of this.#listeners) listener();
  }
}
