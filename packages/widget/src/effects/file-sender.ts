import { RequestError } from '@baton/client';
import type { ChatAction, ChatState } from '../state/chat-state.ts';
import { MOST_FILES, type UploadRefusal } from '../state/uploads.ts';
import type { FileApi } from './file-client.ts';

export interface FileSenderPorts {
  api: FileApi;
  state: () => ChatState;
  dispatch: (action: ChatAction) => void;
  newKey: () => string;
  /** The session of this conversation, made if there is none. */
  session: () => Promise<string>;
}

/** The files that a customer chooses: stored one after the other while he writes, sent with his next message. */
export class FileSender {
  readonly #ports: FileSenderPorts;
  readonly #running = new Map<string, AbortController>();
  #last: Promise<void> = Promise.resolve();

  constructor(ports: FileSenderPorts) {
    this.#ports = ports;
  }

  /** `limit`: bytes of the largest that is taken. */
  add(files: Iterable<File>, limit: number): void {
    const { state, dispatch, newKey } = this.#ports;
    for (const file of files) {
      const full = state().uploads.length >= MOST_FILES;
      if (full && state().uploads.at(-1)?.refusal === 'full') return;
      const key = newKey();
      const refusal: UploadRefusal | null = full ? 'full' : file.size > limit ? 'too-large' : null;
      const upload = { key, name: file.name, size: file.size, progress: 0, file: null, refusal };
      dispatch({ type: 'chosen-file', upload });
      if (refusal !== null) continue;
      this.#running.set(key, new AbortController());
      this.#last = this.#last.then(() => this.#upload(key, file));
    }
  }

  /** Also one that is on its way. */
  remove(key: string): void {
    this.#running.get(key)?.abort();
    this.#running.delete(key);
    this.#ports.dispatch({ type: 'upload-removed', key });
  }

  /** Nothing of what was chosen is wanted any more. */
  stop(): void {
    for (const running of this.#running.values()) running.abort();
    this.#running.clear();
  }

  async #upload(key: string, file: File): Promise<void> {
    const { api, dispatch, session } = this.#ports;
    const signal = this.#running.get(key)?.signal;
    if (signal === undefined || signal.aborted) return;
    try {
      const stored = await api.upload(await session(), file, key, {
        signal,
        onProgress: (progress) => dispatch({ type: 'upload', key, change: { progress } }),
      });
      dispatch({ type: 'upload', key, change: { file: stored, name: stored.name } });
    } catch (error) {
      dispatch({ type: 'upload', key, change: { refusal: refusalOf(error) } });
    } finally {
      this.#running.delete(key);
    }
  }
}

function refusalOf(error: unknown): UploadRefusal {
  const status = error instanceof RequestError ? error.status : 0;
  return status === 413 ? 'too-large' : status === 415 || status === 422 ? 'unsupported' : 'failed';
}
