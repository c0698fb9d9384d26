import type { CompositionMode, JourneyNodeKind, JsonObject } from '@baton/protocol';
import type { ToolId } from './tool-id.ts';

/** Reaching it ends the journey. */
export const END_NODE = 'end';

export type { JourneyNodeKind } from '@baton/protocol';

export interface JourneyNodeRecord {
  readonly id: string;
  readonly kind: JourneyNodeKind;
  readonly action: string | null;
  readonly description: string | null;
  readonly toolIds: readonly ToolId[];
  readonly metadata: JsonObject;
  readonly compositionMode: CompositionMode | null;
  readonly labels: readonly string[];
  /** The words to say, when they matter. */
  readonly say: string | null;
}

const STATE = 'journey_node:';

/** The tag that names a journey's state: in relationships, on templates, and as its id where it stands for a guideline. */
export function stateTag(nodeId: string): string {
  return `${STATE}${nodeId}`;
}

export function isStateTag(tag: string): boolean {
  return tag.startsWith(STATE);
}

/** A state with nothing in it. */
export function emptyNode(id: string, kind: JourneyNodeKind): JourneyNodeRecord {
  return {
    id,
    kind,
    action: null,
    description: null,
    toolIds: [],
    metadata: {},
    compositionMode: null,
    labels: [],
    say: null,
  };
}

export interface JourneyEdge {
  readonly id: string;
  readonly source: string;
  /** A node's id, or END_NODE. */
  readonly target: string;
  /** Null: always. */
  readonly condition: string | null;
  readonly metadata: JsonObject;
  /** Things a customer says when the condition holds. */
  readonly examples: readonly string[];
}

/** A directed graph that a conversation walks through, as it is kept. */
export interface JourneyRecord {
  readonly id: string;
  readonly createdAt: number;
  readonly title: string;
  readonly description: string;
  /** Ids of the observations that begin it. */
  readonly triggers: readonly string[];
  readonly tags: readonly string[];
  readonly compositionMode: CompositionMode | null;
  readonly labels: readonly string[];
  readonly priority: number;
  /** The node it begins at: a fork in most cases. */
  readonly rootId: string;
  readonly nodes: readonly JourneyNodeRecord[];
  readonly edges: readonly JourneyEdge[];
}
