import { CreateJourneySchema, JourneySchema, UpdateJourneySchema } from '@baton/protocol';
import type { CreateJourney, UpdateJourney } from '@baton/protocol';
import { removals } from '../../app/behaviour/removals.ts';
import type { GuidelineRecord } from '../../core/behaviour/guideline-record.ts';
import { emptyNode } from '../../core/behaviour/journey-record.ts';
import type { JourneyRecord } from '../../core/behaviour/journey-record.ts';
import { contentId } from '../../core/content-id.ts';
import { journeyMermaid } from '../../core/journey/journey-mermaid.ts';
import type { BehaviourChange } from '../../ports/behaviour-store.ts';
import type { BehaviourEntity } from '../behaviour-entity.ts';
import { deletingRoute, listingRoute, readingRoute } from '../behaviour-entity.ts';
import { checkRoom, checkSize, findRecord, newId } from '../behaviour-references.ts';
import { journeyView } from '../behaviour-views.ts';
import { invalid } from '../problem.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';
import { changeLabels, changeTags, checkTags } from '../tag-lists.ts';

const JOURNEY: BehaviourEntity<'journey'> = {
  kind: 'journey',
  path: '/journeys',
  parameter: 'journey_id',
  noun: 'Journey',
  response: JourneySchema,
  view: journeyView,
};

export function journeyRoutes(parts: ServerParts): void {
  creating(parts);
  listingRoute(parts, JOURNEY);
  readingRoute(parts, JOURNEY);
  drawing(parts);
  changing(parts);
  deletingRoute(parts, JOURNEY);
}

function creating(parts: ServerParts): void {
  const { behaviours, writer, app } = parts;
  route(parts, {
    method: 'POST',
    path: '/journeys',
    operation: 'behaviour.write',
    tag: 'journeys',
    summary: 'Create a journey; each trigger becomes a guideline that is only observed',
    body: CreateJourneySchema,
    response: JourneySchema,
    status: 201,
    refusals: [404],
    handle: ({ body }) =>
      writer.run(async () => {
        const texts = triggerTexts(body);
        await checkTags(parts, body.tags ?? []);
        checkRoom(parts, 'journey');
        checkRoom(parts, 'guideline', texts.length);
        const taken = (id: string): boolean => behaviours.get('journey', id) !== null;
        const id = newId(taken, 'Journey', body.id, [body.title, body.description, ...texts]);
        const triggers = newTriggers(parts, id, texts);
        const journey = newJourney(body, id, triggers, app.clock.now());
        checkSize(journey);
        await behaviours.apply([
          ...triggers.map((record) => ({ op: 'put', kind: 'guideline', record }) as const),
          { op: 'put', kind: 'journey', record: journey },
        ]);
        return journeyView(journey);
      }),
  });
}

/** Under either name; each once. */
function triggerTexts({ triggers, conditions }: CreateJourney): string[] {
  const texts = triggers ?? conditions;
  if (texts !== null && texts !== undefined) return [...new Set(texts)];
  throw invalid([{ type: 'missing', loc: ['body', 'triggers'], msg: 'Field required', input: null }]);
}

function newTriggers(
  { behaviours, app }: ServerParts,
  journeyId: string,
  texts: string[],
): GuidelineRecord[] {
  const tag = `journey:${journeyId}`;
  return texts.map((condition) => ({
    id: newId((id) => behaviours.get('guideline', id) !== null, 'Guideline', null, [condition, '', tag]),
    createdAt: app.clock.now(),
    condition,
    action: null,
    description: null,
    title: null,
    criticality: 'medium',
    enabled: true,
    tags: [tag],
    metadata: {},
    compositionMode: null,
    track: true,
    labels: [],
    priority: 0,
    toolIds: [],
    say: null,
    examples: [],
  }));
}

function newJourney(
  body: CreateJourney,
  id: string,
  triggers: readonly GuidelineRecord[],
  createdAt: number,
): JourneyRecord {
  const rootId = contentId('journey_node', id, 'root');
  return {
    id,
    createdAt,
    title: body.title,
    description: body.description,
    triggers: triggers.map((trigger) => trigger.id),
    tags: [...new Set(body.tags ?? [])],
    compositionMode: body.composition_mode ?? null,
    labels: [...new Set(body.labels ?? [])],
    priority: body.priority ?? 0,
    rootId,
    nodes: [emptyNode(rootId, 'fork')],
    edges: [],
  };
}

function drawing(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: '/journeys/:journey_id/mermaid',
    operation: 'behaviour.read',
    tag: 'journeys',
    summary: 'A journey as a Mermaid state diagram, text/plain',
    status: 200,
    refusals: [404],
    async handle({ params, reply }) {
      const journey = findRecord(parts, 'journey', params['journey_id'] ?? '');
      await reply
        .code(200)
        .header('content-type', 'text/plain; charset=utf-8')
        .serializer((text: unknown) => text as string)
        .send(journeyMermaid(journey));
    },
  });
}

function changing(parts: ServerParts): void {
  const { behaviours, writer } = parts;
  route(parts, {
    method: 'PATCH',
    path: '/journeys/:journey_id',
    operation: 'behaviour.write',
    tag: 'journeys',
    summary: 'Change a journey; its triggers are named by their ids here',
    body: UpdateJourneySchema,
    response: JourneySchema,
    status: 200,
    refusals: [404],
    handle: ({ params, body }) =>
      writer.run(async () => {
        const current = findRecord(parts, 'journey', params['journey_id'] ?? '');
        await checkTags(parts, body.tags?.add ?? []);
        const triggers = changeTags(changeTags(current.triggers, body.triggers), body.conditions);
        const added = triggers.filter((id) => !current.triggers.includes(id));
        for (const id of added) findRecord(parts, 'guideline', id);
        const journey = changeJourney(current, body, triggers);
        checkSize({ ...journey, nodes: [], edges: [] });
        await behaviours.apply([
          { op: 'put', kind: 'journey', record: journey },
          ...added.flatMap((id) => tagTrigger(parts, id, journey.id)),
        ]);
        // Once the journey no longer names them: what goes with a trigger is found by who names it.
        for (const id of current.triggers.filter((each) => !triggers.includes(each)))
          await behaviours.apply(untagTrigger(parts, id, journey.id));
        return journeyView(journey);
      }),
  });
}

function changeJourney(journey: JourneyRecord, body: UpdateJourney, triggers: string[]): JourneyRecord {
  return {
    ...journey,
    title: body.title ?? journey.title,
    description: body.description ?? journey.description,
    triggers,
    tags: changeTags(journey.tags, body.tags),
    compositionMode: body.composition_mode ?? journey.compositionMode,
    labels: changeLabels(journey.labels, body.labels),
    priority: body.priority ?? journey.priority,
  };
}

/** A guideline that begins a journey carries its tag. One that does something for everybody goes on doing so. */
function tagTrigger({ behaviours }: ServerParts, id: string, journeyId: string): BehaviourChange[] {
  const guideline = behaviours.get('guideline', id);
  const tag = `journey:${journeyId}`;
  if (guideline === null || guideline.tags.includes(tag)) return [];
  if (guideline.tags.length === 0 && guideline.action !== null) return [];
  return [{ op: 'put', kind: 'guideline', record: { ...guideline, tags: [...guideline.tags, tag] } }];
}

/** One that began this journey alone is gone; one that others begin with is theirs. */
function untagTrigger({ behaviours }: ServerParts, id: string, journeyId: string): BehaviourChange[] {
  const guideline = behaviours.get('guideline', id);
  const tag = `journey:${journeyId}`;
  if (guideline === null || !guideline.tags.includes(tag)) return [];
  const others = behaviours.list('journey').filter(({ triggers }) => triggers.includes(id));
  const tags = guideline.tags.filter((each) => each !== tag);
  const left = tags.length > 0 ? tags : others.map((journey) => `journey:${journey.id}`);
  if (left.length > 0) return [{ op: 'put', kind: 'guideline', record: { ...guideline, tags: left } }];
  if (behaviours.isCoded('guideline', id)) return [];
  return removals(behaviours, { records: [{ kind: 'guideline', id }] });
}
