export type PutOutcome =
  /** All of it is durable. `digest`: SHA-256, base64url. */
  | { readonly type: 'stored'; readonly size: number; readonly digest: string }
  /** Nothing of it is kept: the bytes ended with an error, or the store could not take them. */
  | { readonly type: 'failed'; readonly cause: unknown };

export type GetOutcome =
  | { readonly type: 'found'; readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly type: 'missing' }
  | { readonly type: 'failed'; readonly cause: unknown };

/** Bytes of a file from the first to the last, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** Port: where the bytes of attachments are. Ids are 32 hexadecimal digits, each written once. */
export interface AttachmentStore extends AsyncDisposable {
  /** Keeps the bytes, which it never holds in memory as a whole. */
  put(id: string, type: string, bytes: AsyncIterable<Uint8Array>): Promise<PutOutcome>;
  /** What is read of them ends with an error when they cannot be read to the end. */
  get(id: string, range?: ByteRange): Promise<GetOutcome>;
  /** Also for one that is not there. False when it could not be done: try again later. */
  remove(id: string): Promise<boolean>;
}
