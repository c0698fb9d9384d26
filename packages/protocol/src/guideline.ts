import { z } from 'zod';
import type { CompositionMode } from './agent.ts';
import {
  chosenId,
  compositionMode,
  labels,
  labelsUpdate,
  longText,
  metadata,
  metadataUpdate,
  tags,
  tagsUpdate,
  text,
  texts,
  title,
  toolRef,
  toolRefs,
} from './behaviour-fields.ts';
import type { LabelsUpdate, ToolRef } from './behaviour-fields.ts';
import type { JsonObject } from './json.ts';
import type { MetadataUpdate, TagsUpdate } from './request.ts';

export const CRITICALITIES = ['low', 'medium', 'high'] as const;
export type Criticality = (typeof CRITICALITIES)[number];

/** "When `condition`, do `action`." */
export interface Guideline {
  id: string;
  condition: string;
  /** Null: only observed. */
  action: string | null;
  description: string | null;
  title: string | null;
  criticality: Criticality;
  enabled: boolean;
  /** Whose it is; none means every agent's. */
  tags: string[];
  metadata: JsonObject;
  composition_mode: CompositionMode | null;
  track: boolean;
  labels: string[];
  priority: number;
  /** Baton's own: the words to say. */
  say: string | null;
  /** Baton's own: things a customer says when the condition holds. */
  examples: string[];
}

export const GuidelineSchema: z.ZodType<Guideline> = z.object({
  id: z.string(),
  condition: z.string(),
  action: z.string().nullable(),
  description: z.string().nullable(),
  title: z.string().nullable(),
  criticality: z.enum(CRITICALITIES),
  enabled: z.boolean(),
  tags: z.array(z.string()),
  metadata,
  composition_mode: compositionMode.nullable(),
  track: z.boolean(),
  labels: z.array(z.string()),
  priority: z.int(),
  say: z.string().nullable(),
  examples: z.array(z.string()),
});

/** That a guideline uses a tool. */
export interface ToolAssociation {
  id: string;
  guideline_id: string;
  tool_id: ToolRef;
}
export const ToolAssociationSchema: z.ZodType<ToolAssociation> = z.object({
  id: z.string(),
  guideline_id: z.string(),
  tool_id: toolRef,
});

export interface CreateGuideline {
  condition: string;
  id?: string | null | undefined;
  action?: string | null | undefined;
  description?: string | null | undefined;
  title?: string | null | undefined;
  criticality?: Criticality | null | undefined;
  metadata?: JsonObject | null | undefined;
  enabled?: boolean | null | undefined;
  tags?: string[] | null | undefined;
  composition_mode?: CompositionMode | null | undefined;
  track?: boolean | null | undefined;
  labels?: string[] | null | undefined;
  priority?: number | null | undefined;
  say?: string | null | undefined;
  examples?: string[] | null | undefined;
}
export const CreateGuidelineSchema: z.ZodType<CreateGuideline> = z.object({
  condition: text,
  id: chosenId.nullish(),
  action: text.nullish(),
  description: longText.nullish(),
  title: title.nullish(),
  criticality: z.enum(CRITICALITIES).nullish(),
  metadata: metadata.nullish(),
  enabled: z.boolean().nullish(),
  tags: tags.nullish(),
  composition_mode: compositionMode.nullish(),
  track: z.boolean().nullish(),
  labels: labels.nullish(),
  priority: z.int().nullish(),
  say: text.nullish(),
  examples: texts.nullish(),
});

export interface UpdateGuideline {
  condition?: string | null | undefined;
  action?: string | null | undefined;
  description?: string | null | undefined;
  title?: string | null | undefined;
  criticality?: Criticality | null | undefined;
  enabled?: boolean | null | undefined;
  composition_mode?: CompositionMode | null | undefined;
  priority?: number | null | undefined;
  tags?: TagsUpdate | null | undefined;
  metadata?: MetadataUpdate | null | undefined;
  labels?: LabelsUpdate | null | undefined;
  tool_associations?:
    | { add?: ToolRef[] | null | undefined; remove?: ToolRef[] | null | undefined }
    | null
    | undefined;
  say?: string | null | undefined;
  examples?: string[] | null | undefined;
}
export const UpdateGuidelineSchema: z.ZodType<UpdateGuideline> = z.object({
  condition: text.nullish(),
  action: text.nullish(),
  description: longText.nullish(),
  title: title.nullish(),
  criticality: z.enum(CRITICALITIES).nullish(),
  enabled: z.boolean().nullish(),
  composition_mode: compositionMode.nullish(),
  priority: z.int().nullish(),
  tags: tagsUpdate.nullish(),
  metadata: metadataUpdate.nullish(),
  labels: labelsUpdate.nullish(),
  tool_associations: z.object({ add: toolRefs.nullish(), remove: toolRefs.nullish() }).nullish(),
  say: text.nullish(),
  examples: texts.nullish(),
});
