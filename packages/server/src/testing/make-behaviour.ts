import { z } from 'zod';
import type { ArticleRecord } from '../core/behaviour/article-record.ts';
import type { CannedResponse, ContextVariable } from '../core/behaviour/knowledge.ts';
import type { GuidelineRecord } from '../core/behaviour/guideline-record.ts';
import type { JourneyEdge, JourneyNodeRecord, JourneyRecord } from '../core/behaviour/journey-record.ts';
import type { Relationship, RelationshipKind } from '../core/behaviour/relationship.ts';
import { BUILT_IN } from '../core/behaviour/tool-id.ts';
import type { ToolContext, ToolDefinition, ToolResult } from '../engine/tool-definition.ts';
import { START } from './make.ts';

/* Behaviour for tests: whatever a test does not name does not matter to it. */

/** `When the customer says <id>, do <id>`, of the test agent. */
export function guideline(id: string, over: Partial<GuidelineRecord> = {}): GuidelineRecord {
  return {
    id,
    createdAt: START,
    condition: `the customer says ${id}`,
    action: `do ${id}`,
    description: null,
    title: null,
    criticality: 'medium',
    enabled: true,
    tags: ['agent:agent'],
    metadata: {},
    compositionMode: null,
    track: true,
    labels: [],
    priority: 0,
    toolIds: [],
    say: null,
    examples: [id],
    ...over,
  };
}

/** Of the test agent. */
export function article(id: string, body: string, over: Partial<ArticleRecord> = {}): ArticleRecord {
  return {
    id,
    createdAt: START,
    updatedAt: START,
    title: id,
    body,
    url: null,
    tags: ['agent:agent'],
    language: null,
    path: null,
    ...over,
  };
}

export function relationship(
  kind: RelationshipKind,
  source: string,
  target: Relationship['target'],
): Relationship {
  return {
    id: `${kind} ${source} ${JSON.stringify(target)}`,
    createdAt: START,
    kind,
    source: { type: 'guideline', id: source },
    target,
  };
}

export function toolOf(name: string, run: (context: ToolContext) => Promise<ToolResult>): ToolDefinition {
  return { name, description: name, parameters: z.object({}), run };
}

export function chat(id: string, over: Partial<JourneyNodeRecord> = {}): JourneyNodeRecord {
  return {
    id,
    kind: 'chat',
    action: `ask ${id}`,
    description: null,
    toolIds: [],
    metadata: {},
    compositionMode: null,
    labels: [],
    say: null,
    ...over,
  };
}

export function toolNode(id: string, ...tools: string[]): JourneyNodeRecord {
  const toolIds = tools.map((tool) => ({ service: BUILT_IN, tool }));
  return chat(id, { kind: 'tool', action: null, toolIds });
}

/** Begun by the guideline `begin <id>`; edges are written `a -> b` or `a -> b: what the customer says`. */
export function journey(
  id: string,
  nodes: readonly JourneyNodeRecord[],
  edges: readonly string[],
  over: Partial<JourneyRecord> = {},
): JourneyRecord {
  return {
    id,
    createdAt: START,
    title: `Journey ${id}`,
    description: '',
    triggers: [`begin ${id}`],
    tags: ['agent:agent'],
    compositionMode: null,
    labels: [],
    priority: 0,
    rootId: nodes[0]?.id ?? '',
    nodes,
    edges: edges.map(edge),
    ...over,
  };
}

function edge(text: string): JourneyEdge {
  const [way = '', condition = null] = text.split(': ');
  const [source = '', target = ''] = way.split(' -> ');
  const examples = condition === null ? [] : [condition];
  return { id: text, source, target, condition, metadata: {}, examples };
}

export function variable(id: string, over: Partial<ContextVariable> = {}): ContextVariable {
  return {
    id,
    createdAt: START,
    name: id,
    description: null,
    toolId: null,
    freshnessRules: null,
    tags: ['agent:agent'],
    ...over,
  };
}

export function canned(id: string, value: string, over: Partial<CannedResponse> = {}): CannedResponse {
  return {
    id,
    createdAt: START,
    value,
    fields: [],
    tags: [],
    signals: [],
    metadata: {},
    fieldDependencies: [],
    ...over,
  };
}
