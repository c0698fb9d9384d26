import { stateTag } from '../core/behaviour/journey-record.ts';
import { END_NODE } from '../core/behaviour/journey-record.ts';
import { MOST_NODES, edgeProblem } from '../core/behaviour/check-journey.ts';
import type { JourneyEdge, JourneyNodeRecord, JourneyRecord } from '../core/behaviour/journey-record.ts';
import { contentId } from '../core/content-id.ts';
import { embedJourney } from '../core/journey/embed-journey.ts';
import type { EmbeddedJourney } from '../core/journey/embed-journey.ts';
import type { AuthorParts } from './author-parts.ts';
import type { CannedResponse } from './canned-response.ts';

/** A journey while its author builds it. After every change the whole of it is what the next turn sees. */
export class JourneyDraft {
  readonly parts: AuthorParts;
  readonly #responses: { readonly nodeId: string; readonly response: CannedResponse }[] = [];
  #record: JourneyRecord;
  #partOf: string | null = null;

  constructor(parts: AuthorParts, record: JourneyRecord) {
    this.parts = parts;
    this.#record = record;
  }

  /** As code defines it; of a journey made over REST, as it was when it was read. */
  get record(): JourneyRecord {
    return this.#record;
  }

  change(change: Partial<Pick<JourneyRecord, 'triggers' | 'tags'>>): void {
    this.#define({ ...this.#record, ...change });
  }

  /** Adds a way, and the nodes that it leads to. Throws an Error for a way beside which no other can be. */
  add(edge: JourneyEdge, nodes: readonly JourneyNodeRecord[] = [], edges: readonly JourneyEdge[] = []): void {
    if (this.#partOf !== null) {
      throw new Error(
        `“${this.#record.title}” is a part of “${this.#partOf}” already: finish it before it is used`,
      );
    }
    const known = new Set(this.#record.nodes.map(({ id }) => id));
    const taken = nodes.find(({ id }) => known.has(id));
    if (taken !== undefined) throw new Error(`The journey has a state with this id already`);
    const next = {
      ...this.#record,
      nodes: [...this.#record.nodes, ...nodes],
      edges: [...this.#record.edges, edge, ...edges],
    };
    this.#checkSiblings(edge);
    const problem = edgeProblem(next, edge);
    if (problem !== null) throw new Error(problem);
    if (next.nodes.length > MOST_NODES) throw new Error(`A journey has at most ${MOST_NODES} states`);
    this.#define(next);
  }

  /** Copies another journey to here, behind `way`; answers the id of the fork that its ends lead to. */
  embed(sub: JourneyDraft, way: Omit<JourneyEdge, 'target'>): string {
    if (sub === this) throw new Error('A journey cannot be a part of itself');
    const part = embedJourney(withEnds(sub.record), way.id);
    if (!isReached(part, part.exitId)) {
      throw new Error(`“${sub.record.title}” never ends: what comes after it could not be reached`);
    }
    this.add({ ...way, target: part.entryId }, part.nodes, part.edges);
    sub.#partOf = this.#record.title;
    for (const { nodeId, response } of sub.#responses) {
      const copy = part.nodes[sub.record.nodes.findIndex(({ id }) => id === nodeId)];
      if (copy !== undefined) this.attach(copy.id, response);
    }
    return part.exitId;
  }

  /** Offers a canned response in a state. */
  attach(nodeId: string, response: CannedResponse): void {
    response.addTag(stateTag(nodeId));
    this.#responses.push({ nodeId, response });
  }

  #checkSiblings(edge: JourneyEdge): void {
    const siblings = this.#record.edges.filter(({ source }) => source === edge.source);
    if (siblings.some(({ condition }) => condition === null)) {
      throw new Error(
        'This state has a transition without a condition: it is taken always, so no other can be',
      );
    }
    if (edge.condition === null && siblings.length > 0) {
      throw new Error('This state has transitions already: another one needs a condition');
    }
    if (siblings.some(({ condition }) => condition === edge.condition)) {
      throw new Error(`This state has a transition with the condition “${edge.condition}” already`);
    }
  }

  #define(record: JourneyRecord): void {
    if (!this.parts.behaviours.isCoded('journey', record.id)) {
      throw new Error(`The journey ${record.id} was made over REST: it is changed there`);
    }
    this.#record = record;
    this.parts.behaviours.define('journey', record);
  }
}

/** States that lead nowhere are where a journey ends. */
function withEnds(journey: JourneyRecord): JourneyRecord {
  const leading = new Set(journey.edges.map(({ source }) => source));
  const leaves = journey.nodes.filter(({ id }) => !leading.has(id) && id !== journey.rootId);
  const ends = leaves.map(({ id }) => ({
    id: contentId('journey-edge', id, ''),
    source: id,
    target: END_NODE,
    condition: null,
    metadata: {},
    examples: [],
  }));
  return { ...journey, edges: [...journey.edges, ...ends] };
}

function isReached({ entryId, edges }: EmbeddedJourney, nodeId: string): boolean {
  const reached = new Set([entryId]);
  // Nodes that are added while the set is walked are walked too.
  for (const id of reached) for (const { source, target } of edges) if (source === id) reached.add(target);
  return reached.has(nodeId);
}
