import { z } from 'zod';
import { chosenId, toolRef } from './behaviour-fields.ts';
import type { ToolRef } from './behaviour-fields.ts';
import { GuidelineSchema, ToolAssociationSchema } from './guideline.ts';
import type { Guideline, ToolAssociation } from './guideline.ts';
import { TagSchema } from './response.ts';
import type { Tag } from './tag.ts';
import { ToolSchema } from './tool-service.ts';
import type { Tool } from './tool-service.ts';

export const RELATIONSHIP_KINDS = [
  'entailment',
  'priority',
  'dependency',
  'dependency_any',
  'disambiguation',
  'overlap',
  'reevaluation',
] as const;
/**
 * `priority`: the source silences the target. `dependency`: the source counts only with all its targets,
 * `dependency_any` with one of them. `entailment`: the target holds when the source does. `disambiguation`: the
 * source asks which of its targets is meant when several match. `overlap`: two tools of which one is chosen.
 * `reevaluation`: the source is judged anew after the target tool has run.
 */
export type RelationshipKind = (typeof RELATIONSHIP_KINDS)[number];

/** How two guidelines, tags or tools stand to each other: one `source_…` and one `target_…` is not null. */
export interface Relationship {
  id: string;
  source_guideline: Guideline | null;
  source_tag: Tag | null;
  source_tool: Tool | null;
  target_guideline: Guideline | null;
  target_tag: Tag | null;
  target_tool: Tool | null;
  kind: RelationshipKind;
}

export const RelationshipSchema: z.ZodType<Relationship> = z.object({
  id: z.string(),
  source_guideline: GuidelineSchema.nullable(),
  source_tag: TagSchema.nullable(),
  source_tool: ToolSchema.nullable(),
  target_guideline: GuidelineSchema.nullable(),
  target_tag: TagSchema.nullable(),
  target_tool: ToolSchema.nullable(),
  kind: z.enum(RELATIONSHIP_KINDS),
});

export interface CreateRelationship {
  source_guideline?: string | null | undefined;
  source_tag?: string | null | undefined;
  source_tool?: ToolRef | null | undefined;
  target_guideline?: string | null | undefined;
  target_tag?: string | null | undefined;
  target_tool?: ToolRef | null | undefined;
  kind: RelationshipKind;
}
const tag = z.string().min(1).max(200);
export const CreateRelationshipSchema: z.ZodType<CreateRelationship> = z.object({
  source_guideline: chosenId.nullish(),
  source_tag: tag.nullish(),
  source_tool: toolRef.nullish(),
  target_guideline: chosenId.nullish(),
  target_tag: tag.nullish(),
  target_tool: toolRef.nullish(),
  kind: z.enum(RELATIONSHIP_KINDS),
});

/** A guideline as `GET /guidelines/{id}` answers it. */
export interface GuidelineDetail {
  guideline: Guideline;
  /** Those it is an end of, directly or through others of the same kind. */
  relationships: Relationship[];
  tool_associations: ToolAssociation[];
}
export const GuidelineDetailSchema: z.ZodType<GuidelineDetail> = z.object({
  guideline: GuidelineSchema,
  relationships: z.array(RelationshipSchema),
  tool_associations: z.array(ToolAssociationSchema),
});
