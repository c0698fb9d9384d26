import type { Lease } from '../../ports/cluster-store.ts';

/** What a node knows of itself and the others. */
export interface Leadership {
  readonly nodeId: string;
  /** Under which this node does what one node does for all; null: another one leads, or none just now. */
  readonly lease: Lease | null;
  /** Ids of the nodes that were alive when this one last said that it is, itself among them. */
  readonly living: readonly string[];
}

/** What the desk's own writes carry; null: they are not this node's to make. */
export function deskGuard({
  leadership,
}: {
  readonly leadership?: Leadership;
}): { readonly lease?: Lease } | null {
  if (leadership === undefined) return {};
  const { lease } = leadership;
  return lease === null ? null : { lease };
}
