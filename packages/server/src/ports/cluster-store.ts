/** One running server. */
export interface NodeRecord {
  readonly id: string;
  readonly version: string;
  /** Microseconds since 1970. */
  readonly startedAt: number;
}

/**
 * The right to do what one node does for all of them: routing, timers, deliveries, the turns that dead nodes left.
 * `token` rises whenever another node takes it, so that a write of who had it before can be refused.
 */
export interface Lease {
  readonly name: 'desk';
  readonly token: number;
}

/** What a node learns when it says that it is alive. */
export interface Beat {
  /** The database's time, microseconds since 1970: every node's clock follows it. */
  readonly at: number;
  /** Ids of the nodes that are alive, this one among them. */
  readonly living: readonly string[];
  /** The desk's lease, if this node has it now; it ends with the time to live, unless another beat renews it. */
  readonly lease: Lease | null;
}

/**
 * Port: which nodes are alive and which of them leads. All times are the database's, so that a node whose clock is
 * wrong is neither taken for dead nor takes what another has.
 */
export interface ClusterStore {
  /**
   * Says that a node is alive for `ttl` milliseconds from now. The desk's lease is renewed if it has it, and taken if
   * nobody has it any more and `leads` says that it may.
   */
  beat(node: NodeRecord, options: { readonly ttl: number; readonly leads: boolean }): Promise<Beat>;
  /** The node ends: it is no longer alive, and what it led is free at once. */
  leave(nodeId: string): Promise<void>;
}
