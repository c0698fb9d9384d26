import { END_NODE } from './journey-record.ts';
import type { JourneyEdge, JourneyNodeRecord, JourneyRecord } from './journey-record.ts';

/** States and ways of one journey: beyond this nobody can follow it, and each turn would look at all. */
export const MOST_NODES = 500;
export const MOST_EDGES = 2000;

/** What is wrong with a state as it is; null when nothing is. */
export function nodeProblem(node: JourneyNodeRecord): string | null {
  switch (node.kind) {
    case 'chat':
      if (node.action === null && node.say === null) return 'A chat state needs an action.';
      return node.toolIds.length > 0 ? 'A chat state has no tools: put a tool state before it.' : null;
    case 'tool':
      return node.toolIds.length === 0 ? 'A tool state needs at least one tool.' : null;
    case 'fork':
      return node.action === null && node.say === null && node.toolIds.length === 0
        ? null
        : 'A fork only branches: it has neither an action nor tools.';
    default:
      return node.kind satisfies never;
  }
}

/** What is wrong with a way as a part of its journey; null when nothing is. The journey need not hold it yet. */
export function edgeProblem(journey: JourneyRecord, edge: JourneyEdge): string | null {
  const ids = new Set(journey.nodes.map(({ id }) => id));
  if (edge.source === END_NODE) return 'Nothing leads on from the end.';
  if (!ids.has(edge.source)) return `The source '${edge.source}' is not a state of this journey.`;
  if (edge.target !== END_NODE && !ids.has(edge.target))
    return `The target '${edge.target}' is not a state of this journey.`;
  const others = journey.edges.filter(({ id }) => id !== edge.id);
  const beside = others.filter(({ source }) => source === edge.source);
  if (beside.some(({ target, condition }) => target === edge.target && condition === edge.condition))
    return 'There is such a way already.';
  if (edge.condition === null && beside.some(({ condition }) => condition === null))
    return 'Only one way out of a state can be without a condition.';
  return closesIdleRing(journey, others, edge)
    ? 'It would close a ring that nobody ever stops in: put a chat state into it, or a condition after its tools.'
    : null;
}

/** Whether a turn would run in circles: through forks, and past tool states that lead on whatever happens. */
function closesIdleRing(journey: JourneyRecord, others: readonly JourneyEdge[], edge: JourneyEdge): boolean {
  const kinds = new Map(journey.nodes.map(({ id, kind }) => [id, kind]));
  const passes = ({ source, condition }: JourneyEdge): boolean => {
    const kind = kinds.get(source);
    return kind === 'fork' || (kind === 'tool' && condition === null);
  };
  if (!passes(edge)) return false;
  const onwards = others.filter(passes);
  const seen = new Set<string>();
  const waiting = [edge.target];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === edge.source) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    for (const { source, target } of onwards) if (source === id) waiting.push(target);
  }
  return false;
}
