import { END_NODE, emptyNode } from '../behaviour/journey-record.ts';
import type { JourneyEdge, JourneyNodeRecord } from '../behaviour/journey-record.ts';
import { contentId } from '../content-id.ts';
import type { JourneyGraph } from './ways-on.ts';

/** A journey as a part of another one. */
export interface EmbeddedJourney {
  readonly nodes: readonly JourneyNodeRecord[];
  readonly edges: readonly JourneyEdge[];
  /** Where it begins. */
  readonly entryId: string;
  /** A fork that its ends lead to: the way on goes from there. */
  readonly exitId: string;
}

/** Copies a journey for one place in another; `place` tells several copies in one journey apart. */
export function embedJourney(sub: JourneyGraph, place: string): EmbeddedJourney {
  const exitId = contentId('journey-exit', place);
  const idOf = (id: string): string => (id === END_NODE ? exitId : contentId('journey-part', place, id));
  return {
    nodes: [...sub.nodes.map((node) => ({ ...node, id: idOf(node.id) })), emptyNode(exitId, 'fork')],
    edges: sub.edges.map((edge) => ({
      ...edge,
      id: idOf(edge.id),
      source: idOf(edge.source),
      target: idOf(edge.target),
    })),
    entryId: idOf(sub.rootId),
    exitId,
  };
}
