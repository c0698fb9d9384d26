/** To the thread: texts to encode, or null to end. */
export type ThreadRequest = readonly string[] | null;

/** From the thread: it is ready, or it cannot load; then one answer a request, in order. */
export type ThreadAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'vectors'; readonly vectors: readonly Float32Array[] }
  | { readonly kind: 'failed'; readonly reason: string };

export interface ThreadData {
  readonly folder: string;
}
