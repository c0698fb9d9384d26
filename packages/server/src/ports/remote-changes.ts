import type { Subscription } from './wake-ups.ts';

/** What may have changed through another node, beside sessions, which wake their readers. */
export type RemoteTopic = 'operator' | 'department' | 'presence' | 'behaviour' | 'follow-up' | 'customer';

export type RemoteChange =
  /** `key`: the id of the record; of behaviour `<kind>/<id>`. It may be gone. */
  | { readonly topic: RemoteTopic; readonly key: string }
  /** Some may have been missed, e.g. this node was stopped for long: everything may have changed. */
  | { readonly topic: 'everything' };

/**
 * Port: tells of what other nodes have written, after it can be read here. Each is told at least once, within a second
 * even when the way it is usually told is broken; in no certain order, so that whoever hears reads the record itself.
 */
export interface RemoteChanges {
  subscribe(listener: (change: RemoteChange) => void): Subscription;
  /**
   * Forgets what was written longer ago than this many milliseconds; for the node that leads. One that has not listened
   * for longer is told that everything may have changed.
   */
  trim(olderThan: number): Promise<void>;
}
