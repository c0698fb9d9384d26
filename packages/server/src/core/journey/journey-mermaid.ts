import { END_NODE } from '../behaviour/journey-record.ts';
import type { JourneyNodeRecord } from '../behaviour/journey-record.ts';
import type { JourneyGraph } from './ways-on.ts';

const LONGEST_LABEL = 120;

/** The journey as a Mermaid state diagram. Texts of authors are data in it: they cannot add lines or states. */
export function journeyMermaid(journey: JourneyGraph): string {
  const names = new Map(journey.nodes.map(({ id }, index) => [id, `N${index}`]));
  const nameOf = (id: string): string => (id === END_NODE ? '[*]' : (names.get(id) ?? '[*]'));
  const states = journey.nodes.map((node) => `    ${stateLine(node, nameOf(node.id))}`);
  const ways = journey.edges.map(({ source, target, condition }) => {
    const text = condition === null ? '' : `: ${labelOf(condition)}`;
    return `    ${nameOf(source)} --> ${nameOf(target)}${text}`;
  });
  const start = `    [*] --> ${nameOf(journey.rootId)}`;
  return ['stateDiagram-v2', ...states, start, ...ways, ''].join('\n');
}

function stateLine(node: JourneyNodeRecord, name: string): string {
  if (node.kind === 'fork') return `state ${name} <<choice>>`;
  const tools = node.toolIds.map(({ tool }) => tool).join(', ');
  const words =
    node.kind === 'tool' ? `${tools}${node.action === null ? '' : `: ${node.action}`}` : node.action;
  return `state "${labelOf(words ?? node.description ?? node.kind)}" as ${name}`;
}

function labelOf(text: string): string {
  const plain = text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll('"', "'")
    .replace(/[;#<>{}[\]`\\]/g, ' ')
    .trim();
  return plain.length > LONGEST_LABEL ? `${plain.slice(0, LONGEST_LABEL - 1).toWellFormed()}…` : plain;
}
