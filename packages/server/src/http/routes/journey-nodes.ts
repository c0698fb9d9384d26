import { stateTag } from '../../core/behaviour/journey-record.ts';
import { CreateJourneyNodeSchema, JourneyNodeSchema, UpdateJourneyNodeSchema } from '@baton/protocol';
import type { CreateJourneyNode, UpdateJourneyNode } from '@baton/protocol';
import { z } from 'zod';
import { removals } from '../../app/behaviour/removals.ts';
import { MOST_NODES, edgeProblem, nodeProblem } from '../../core/behaviour/check-journey.ts';
import { END_NODE } from '../../core/behaviour/journey-record.ts';
import type { JourneyNodeRecord, JourneyRecord } from '../../core/behaviour/journey-record.ts';
import { toolKey } from '../../core/behaviour/tool-id.ts';
import type { ToolId } from '../../core/behaviour/tool-id.ts';
import { mergeObject } from '../../core/merge-object.ts';
import { checkSize, checkTools, findRecord, newId } from '../behaviour-references.ts';
import { journeyNodeView, toolIdOf } from '../behaviour-views.ts';
import { itemNotFound, unprocessable } from '../problem.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';
import { changeLabels } from '../tag-lists.ts';

const NODES = '/journeys/:journey_id/nodes';
const NODE = `${NODES}/:node_id`;

/** The states of a journey. Each journey begins with a fork of its own, its root. */
export function journeyNodeRoutes(parts: ServerParts): void {
  creating(parts);
  reading(parts);
  changing(parts);
  deleting(parts);
}

function creating(parts: ServerParts): void {
  const { behaviours, writer } = parts;
  route(parts, {
    method: 'POST',
    path: NODES,
    operation: 'behaviour.write',
    tag: 'journeys',
    summary: 'Add a state to a journey',
    body: CreateJourneyNodeSchema,
    response: JourneyNodeSchema,
    status: 201,
    refusals: [404],
    handle: ({ params, body }) =>
      writer.run(async () => {
        const journey = findRecord(parts, 'journey', params['journey_id'] ?? '');
        if (journey.nodes.length >= MOST_NODES)
          throw unprocessable(`A journey may have at most ${MOST_NODES} states.`);
        const toolIds = checkTools(parts, body.tools ?? []);
        const taken = takenIds(parts);
        const content = [journey.id, body.kind, body.action ?? '', ...toolIds.map(toolKey)];
        const id = newId((each) => taken.has(each), 'Journey node', body.id, content);
        const node = checked(newNode(body, id, toolIds));
        await behaviours.apply([put({ ...journey, nodes: [...journey.nodes, node] })]);
        return journeyNodeView(journey.id, node);
      }),
  });
}

/** Of all journeys: `journey_node:<id>` names a state without its journey. */
function takenIds({ behaviours }: ServerParts): ReadonlySet<string> {
  const ids = behaviours.list('journey').flatMap(({ nodes }) => nodes.map(({ id }) => id));
  return new Set([END_NODE, ...ids]);
}

function newNode(body: CreateJourneyNode, id: string, toolIds: readonly ToolId[]): JourneyNodeRecord {
  return {
    id,
    kind: body.kind,
    action: body.action ?? null,
    description: body.description ?? null,
    toolIds: unique(toolIds),
    metadata: body.metadata ?? {},
    compositionMode: body.composition_mode ?? null,
    labels: [...new Set(body.labels ?? [])],
    say: body.say ?? null,
  };
}

function reading(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: NODES,
    operation: 'behaviour.read',
    tag: 'journeys',
    summary: 'List the states of a journey',
    response: z.array(JourneyNodeSchema),
    status: 200,
    refusals: [404],
    handle({ params }) {
      const { id, nodes } = findRecord(parts, 'journey', params['journey_id'] ?? '');
      return nodes.map((node) => journeyNodeView(id, node));
    },
  });
  route(parts, {
    method: 'GET',
    path: NODE,
    operation: 'behaviour.read',
    tag: 'journeys',
    summary: 'Read a state of a journey',
    response: JourneyNodeSchema,
    status: 200,
    refusals: [404],
    handle({ params }) {
      const journey = findRecord(parts, 'journey', params['journey_id'] ?? '');
      return journeyNodeView(journey.id, findNode(journey, params['node_id'] ?? ''));
    },
  });
}

function changing(parts: ServerParts): void {
  const { behaviours, writer } = parts;
  route(parts, {
    method: 'PATCH',
    path: NODE,
    operation: 'behaviour.write',
    tag: 'journeys',
    summary: 'Change a state of a journey',
    body: UpdateJourneyNodeSchema,
    response: JourneyNodeSchema,
    status: 200,
    refusals: [404],
    handle: ({ params, body }) =>
      writer.run(async () => {
        const journey = findRecord(parts, 'journey', params['journey_id'] ?? '');
        const current = findNode(journey, params['node_id'] ?? '');
        const node = checked(changeNode(current, body, checkTools(parts, body.tools?.add ?? [])));
        const changed = {
          ...journey,
          nodes: journey.nodes.map((each) => (each.id === node.id ? node : each)),
        };
        // Another kind may turn ways that were fine into a ring that nobody stops in.
        if (node.kind !== current.kind) for (const edge of journey.edges) refuse(edgeProblem(changed, edge));
        await behaviours.apply([put(changed)]);
        return journeyNodeView(journey.id, node);
      }),
  });
}

function changeNode(
  node: JourneyNodeRecord,
  body: UpdateJourneyNode,
  added: readonly ToolId[],
): JourneyNodeRecord {
  const gone = new Set((body.tools?.remove ?? []).map((ref) => toolKey(toolIdOf(ref))));
  return {
    ...node,
    kind: body.kind ?? node.kind,
    action: body.action ?? node.action,
    description: body.description ?? node.description,
    toolIds: unique([...node.toolIds, ...added]).filter((id) => !gone.has(toolKey(id))),
    metadata: mergeObject(node.metadata, body.metadata?.set ?? {}, body.metadata?.unset ?? []),
    compositionMode: body.composition_mode ?? node.compositionMode,
    labels: changeLabels(node.labels, body.labels),
    say: body.say ?? node.say,
  };
}

function deleting(parts: ServerParts): void {
  const { behaviours, writer } = parts;
  route(parts, {
    method: 'DELETE',
    path: NODE,
    operation: 'behaviour.write',
    tag: 'journeys',
    summary: 'Delete a state of a journey with the ways to and from it',
    status: 204,
    refusals: [404, 422],
    handle: ({ params }) =>
      writer.run(async () => {
        const journey = findRecord(parts, 'journey', params['journey_id'] ?? '');
        const { id } = findNode(journey, params['node_id'] ?? '');
        if (id === journey.rootId)
          throw unprocessable('A journey begins at its root, which cannot be deleted.');
        const nodes = journey.nodes.filter((node) => node.id !== id);
        const edges = journey.edges.filter(({ source, target }) => source !== id && target !== id);
        await behaviours.apply([put({ ...journey, nodes, edges })]);
        await behaviours.apply(removals(behaviours, { scopes: [stateTag(id)] }));
      }),
  });
}

function findNode({ nodes }: JourneyRecord, id: string): JourneyNodeRecord {
  const node = nodes.find((each) => each.id === id);
  if (node === undefined) throw itemNotFound(id);
  return node;
}

function checked(node: JourneyNodeRecord): JourneyNodeRecord {
  refuse(nodeProblem(node));
  return checkSize(node);
}

function refuse(problem: string | null): void {
  if (problem !== null) throw unprocessable(problem);
}

function unique(ids: readonly ToolId[]): ToolId[] {
  return [...new Map(ids.map((id) => [toolKey(id), id])).values()];
}

function put(record: JourneyRecord): { op: 'put'; kind: 'journey'; record: JourneyRecord } {
  return { op: 'put', kind: 'journey', record };
}
