import { END_NODE } from '../behaviour/journey-record.ts';
import type { JourneyEdge, JourneyNodeRecord } from '../behaviour/journey-record.ts';

/** The part of a journey that walking it takes. */
export interface JourneyGraph {
  readonly rootId: string;
  readonly nodes: readonly JourneyNodeRecord[];
  readonly edges: readonly JourneyEdge[];
}

interface Way {
  readonly edge: JourneyEdge;
  /** Nodes entered on it, forks among them. */
  readonly entered: readonly string[];
}

/** Forks behind forks multiply: a graph that has more ways out of one node is cut off here. */
const MOST_WAYS = 50;

/**
 * The ways out of a node. Forks are looked through: a way over one has the ids of its edges joined by `+` and
 * their conditions by " and ". Ways with more conditions come first, the one without any last: where a narrower
 * way is open it is the one to take.
 */
export function waysOn(graph: JourneyGraph, nodeId: string): readonly JourneyEdge[] {
  return waysFrom(graph, nodeId).map(({ edge }) => edge);
}

/** The nodes entered on a way of `waysOn`; the last one is where the conversation stands, or END_NODE. */
export function followWay(graph: JourneyGraph, nodeId: string, wayId: string): readonly string[] {
  return waysFrom(graph, nodeId).find(({ edge }) => edge.id === wayId)?.entered ?? [];
}

/** The way that is taken when no condition holds; null when there is none. */
export function otherwise(ways: readonly JourneyEdge[]): JourneyEdge | null {
  return ways.find(({ condition }) => condition === null) ?? null;
}

function waysFrom(graph: JourneyGraph, nodeId: string): readonly Way[] {
  const ways: Way[] = [];
  extend(graph, nodeId, null, ways);
  return ways.toSorted((a, b) => conditions(b) - conditions(a));
}

function extend(graph: JourneyGraph, nodeId: string, before: Way | null, ways: Way[]): void {
  for (const edge of graph.edges) {
    if (edge.source !== nodeId || ways.length >= MOST_WAYS) continue;
    const way = before === null ? { edge, entered: [edge.target] } : join(before, edge);
    // A ring of forks leads nowhere.
    if (before?.entered.includes(edge.target) === true) continue;
    if (isFork(graph, edge.target)) extend(graph, edge.target, way, ways);
    else if (edge.target === END_NODE || graph.nodes.some(({ id }) => id === edge.target)) ways.push(way);
  }
}

function join({ edge: first, entered }: Way, edge: JourneyEdge): Way {
  const said = [first.condition, edge.condition].filter((condition) => condition !== null);
  return {
    edge: {
      id: `${first.id}+${edge.id}`,
      source: first.source,
      target: edge.target,
      condition: said.length === 0 ? null : said.join(' and '),
      metadata: edge.metadata,
      // What shows one of two conditions does not show both.
      examples: said.length > 1 ? [] : first.condition === null ? edge.examples : first.examples,
    },
    entered: [...entered, edge.target],
  };
}

function isFork({ nodes }: JourneyGraph, id: string): boolean {
  return nodes.some((node) => node.id === id && node.kind === 'fork');
}

function conditions({ edge }: Way): number {
  return edge.condition === null ? 0 : edge.condition.split(' and ').length;
}
