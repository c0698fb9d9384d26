import {
  CreateJourneyTransitionSchema,
  JourneyTransitionSchema,
  UpdateJourneyTransitionSchema,
} from '@baton/protocol';
import type { UpdateJourneyTransition } from '@baton/protocol';
import { z } from 'zod';
import { MOST_EDGES, edgeProblem } from '../../core/behaviour/check-journey.ts';
import type { JourneyEdge, JourneyRecord } from '../../core/behaviour/journey-record.ts';
import { mergeObject } from '../../core/merge-object.ts';
import { checkSize, findRecord, newId } from '../behaviour-references.ts';
import { journeyTransitionView } from '../behaviour-views.ts';
import { itemNotFound, unprocessable } from '../problem.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';

const EDGES = '/journeys/:journey_id/edges';
const EDGE = `${EDGES}/:edge_id`;

/** The ways between the states of a journey. */
export function journeyEdgeRoutes(parts: ServerParts): void {
  creating(parts);
  reading(parts);
  changing(parts);
  deleting(parts);
}

function creating(parts: ServerParts): void {
  const { writer } = parts;
  route(parts, {
    method: 'POST',
    path: EDGES,
    operation: 'behaviour.write',
    tag: 'journeys',
    summary: 'Add a way from one state to another, or to `end`',
    body: CreateJourneyTransitionSchema,
    response: JourneyTransitionSchema,
    status: 201,
    refusals: [404],
    handle: ({ params, body }) =>
      writer.run(async () => {
        const journey = findRecord(parts, 'journey', params['journey_id'] ?? '');
        if (journey.edges.length >= MOST_EDGES)
          throw unprocessable(`A journey may have at most ${MOST_EDGES} ways.`);
        const condition = body.condition ?? null;
        const taken = (id: string): boolean => journey.edges.some((edge) => edge.id === id);
        const edge: JourneyEdge = {
          id: newId(taken, 'Journey edge', null, [journey.id, body.source, body.target, condition ?? '']),
          source: body.source,
          target: body.target,
          condition,
          metadata: body.metadata ?? {},
          examples: [...new Set(body.examples ?? [])],
        };
        return store(parts, journey, edge, [...journey.edges, edge]);
      }),
  });
}

/** The journey with these ways, if the one that is new among them fits. */
async function store(
  { behaviours }: ServerParts,
  journey: JourneyRecord,
  edge: JourneyEdge,
  edges: readonly JourneyEdge[],
): Promise<unknown> {
  const problem = edgeProblem(journey, checkSize(edge));
  if (problem !== null) throw unprocessable(problem);
  await behaviours.apply([{ op: 'put', kind: 'journey', record: { ...journey, edges } }]);
  return journeyTransitionView(journey.id, edge);
}

function reading(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: EDGES,
    operation: 'behaviour.read',
    tag: 'journeys',
    summary: 'List the ways of a journey',
    response: z.array(JourneyTransitionSchema),
    status: 200,
    refusals: [404],
    handle({ params }) {
      const { id, edges } = findRecord(parts, 'journey', params['journey_id'] ?? '');
      return edges.map((edge) => journeyTransitionView(id, edge));
    },
  });
  route(parts, {
    method: 'GET',
    path: EDGE,
    operation: 'behaviour.read',
    tag: 'journeys',
    summary: 'Read a way of a journey',
    response: JourneyTransitionSchema,
    status: 200,
    refusals: [404],
    handle({ params }) {
      const journey = findRecord(parts, 'journey', params['journey_id'] ?? '');
      return journeyTransitionView(journey.id, findEdge(journey, params['edge_id'] ?? ''));
    },
  });
}

function changing(parts: ServerParts): void {
  const { writer } = parts;
  route(parts, {
    method: 'PATCH',
    path: EDGE,
    operation: 'behaviour.write',
    tag: 'journeys',
    summary: 'Change a way of a journey',
    body: UpdateJourneyTransitionSchema,
    response: JourneyTransitionSchema,
    status: 200,
    refusals: [404],
    handle: ({ params, body }) =>
      writer.run(async () => {
        const journey = findRecord(parts, 'journey', params['journey_id'] ?? '');
        const edge = changeEdge(findEdge(journey, params['edge_id'] ?? ''), body);
        const edges = journey.edges.map((each) => (each.id === edge.id ? edge : each));
        return store(parts, journey, edge, edges);
      }),
  });
}

function changeEdge(edge: JourneyEdge, body: UpdateJourneyTransition): JourneyEdge {
  return {
    ...edge,
    source: body.source ?? edge.source,
    target: body.target ?? edge.target,
    condition: body.condition ?? edge.condition,
    metadata: mergeObject(edge.metadata, body.metadata?.set ?? {}, body.metadata?.unset ?? []),
    examples: body.examples ?? edge.examples,
  };
}

function deleting(parts: ServerParts): void {
  const { behaviours, writer } = parts;
  route(parts, {
    method: 'DELETE',
    path: EDGE,
    operation: 'behaviour.write',
    tag: 'journeys',
    summary: 'Delete a way of a journey',
    status: 204,
    refusals: [404],
    handle: ({ params }) =>
      writer.run(async () => {
        const journey = findRecord(parts, 'journey', params['journey_id'] ?? '');
        const { id } = findEdge(journey, params['edge_id'] ?? '');
        const edges = journey.edges.filter((edge) => edge.id !== id);
        await behaviours.apply([{ op: 'put', kind: 'journey', record: { ...journey, edges } }]);
      }),
  });
}

function findEdge({ edges }: JourneyRecord, id: string): JourneyEdge {
  const edge = edges.find((each) => each.id === id);
  if (edge === undefined) throw itemNotFound(id);
  return edge;
}
