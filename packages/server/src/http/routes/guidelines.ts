import {
  CreateGuidelineSchema,
  GuidelineDetailSchema,
  GuidelineSchema,
  UpdateGuidelineSchema,
} from '@baton/protocol';
import type { CreateGuideline, GuidelineDetail, UpdateGuideline } from '@baton/protocol';
import type { GuidelineRecord } from '../../core/behaviour/guideline-record.ts';
import { relatedTo } from '../../core/behaviour/related.ts';
import { toolKey } from '../../core/behaviour/tool-id.ts';
import type { ToolId } from '../../core/behaviour/tool-id.ts';
import { mergeObject } from '../../core/merge-object.ts';
import type { BehaviourEntity } from '../behaviour-entity.ts';
import {
  changingRoute,
  creatingRoute,
  deletingRoute,
  listingRoute,
  readingRoute,
} from '../behaviour-entity.ts';
import { checkTools } from '../behaviour-references.ts';
import { guidelineView, toolAssociationViews, toolIdOf } from '../behaviour-views.ts';
import { relationshipViews } from '../relationship-views.ts';
import type { ServerParts } from '../server-parts.ts';
import { changeLabels, changeTags } from '../tag-lists.ts';

export function guidelineRoutes(parts: ServerParts): void {
  const entity: BehaviourEntity<'guideline'> = {
    kind: 'guideline',
    path: '/guidelines',
    parameter: 'guideline_id',
    noun: 'Guideline',
    response: GuidelineSchema,
    view: guidelineView,
    detail: { response: GuidelineDetailSchema, view: (guideline) => detailOf(parts, guideline) },
  };
  creatingRoute(parts, entity, {
    body: CreateGuidelineSchema,
    content: ({ condition, action, tags }) => [condition, action ?? '', ...(tags ?? [])],
    make: newGuideline,
  });
  listingRoute(parts, entity);
  readingRoute(parts, entity);
  changingRoute(parts, entity, {
    body: UpdateGuidelineSchema,
    change: (guideline, body) => {
      const added = checkTools(parts, body.tool_associations?.add ?? []);
      return changeGuideline(guideline, body, added);
    },
  });
  deletingRoute(parts, entity);
}

async function detailOf(parts: ServerParts, guideline: GuidelineRecord): Promise<GuidelineDetail> {
  const end = { type: 'guideline', id: guideline.id } as const;
  const related = relatedTo(parts.behaviours.list('relationship'), end, true);
  return {
    guideline: guidelineView(guideline),
    relationships: await relationshipViews(parts, related),
    tool_associations: toolAssociationViews(guideline),
  };
}

function newGuideline(body: CreateGuideline, id: string, createdAt: number): GuidelineRecord {
  return {
    id,
    createdAt,
    condition: body.condition,
    action: body.action ?? null,
    description: body.description ?? null,
    title: body.title ?? null,
    criticality: body.criticality ?? 'medium',
    enabled: body.enabled ?? true,
    tags: [...new Set(body.tags ?? [])],
    metadata: body.metadata ?? {},
    compositionMode: body.composition_mode ?? null,
    track: body.track ?? true,
    labels: [...new Set(body.labels ?? [])],
    priority: body.priority ?? 0,
    toolIds: [],
    say: body.say ?? null,
    examples: [...new Set(body.examples ?? [])],
  };
}

function changeGuideline(
  guideline: GuidelineRecord,
  body: UpdateGuideline,
  added: readonly ToolId[],
): GuidelineRecord {
  const tools = new Map([...guideline.toolIds, ...added].map((id) => [toolKey(id), id]));
  for (const ref of body.tool_associations?.remove ?? []) tools.delete(toolKey(toolIdOf(ref)));
  return {
    ...guideline,
    condition: body.condition ?? guideline.condition,
    action: body.action ?? guideline.action,
    description: body.description ?? guideline.description,
    title: body.title ?? guideline.title,
    criticality: body.criticality ?? guideline.criticality,
    enabled: body.enabled ?? guideline.enabled,
    tags: changeTags(guideline.tags, body.tags),
    metadata: mergeObject(guideline.metadata, body.metadata?.set ?? {}, body.metadata?.unset ?? []),
    compositionMode: body.composition_mode ?? guideline.compositionMode,
    labels: changeLabels(guideline.labels, body.labels),
    priority: body.priority ?? guideline.priority,
    toolIds: [...tools.values()],
    say: body.say ?? guideline.say,
    examples: body.examples ?? guideline.examples,
  };
}
