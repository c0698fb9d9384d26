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

/** A graph that a conversation walks through. */
export interface Journey {
  id: string;
  title: string;
  description: string;
  /** Ids of the guidelines that begin it. */
  triggers: string[];
  /** The same under the name that clients up to 3.3.1 know. */
  conditions: string[];
  tags: string[];
  composition_mode: CompositionMode | null;
  labels: string[];
  priority: number;
  /** Baton's own: the node it begins at. */
  root_id: string;
}
export const JourneySchema: z.ZodType<Journey> = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  triggers: z.array(z.string()),
  conditions: z.array(z.string()),
  tags: z.array(z.string()),
  composition_mode: compositionMode.nullable(),
  labels: z.array(z.string()),
  priority: z.int(),
  root_id: z.string(),
});

export interface CreateJourney {
  title: string;
  description: string;
  /** Texts; each becomes a guideline that is only observed. This or `conditions` must be there. */
  triggers?: string[] | null | undefined;
  conditions?: string[] | null | undefined;
  id?: string | null | undefined;
  tags?: string[] | null | undefined;
  composition_mode?: CompositionMode | null | undefined;
  labels?: string[] | null | undefined;
  priority?: number | null | undefined;
}
const triggerTexts = z.array(text).max(100);
export const CreateJourneySchema: z.ZodType<CreateJourney> = z.object({
  title,
  description: longText,
  triggers: triggerTexts.nullish(),
  conditions: triggerTexts.nullish(),
  id: chosenId.nullish(),
  tags: tags.nullish(),
  composition_mode: compositionMode.nullish(),
  labels: labels.nullish(),
  priority: z.int().nullish(),
});

export interface UpdateJourney {
  title?: string | null | undefined;
  description?: string | null | undefined;
  /** Ids of guidelines. */
  triggers?: TagsUpdate | null | undefined;
  conditions?: TagsUpdate | null | undefined;
  tags?: TagsUpdate | null | undefined;
  composition_mode?: CompositionMode | null | undefined;
  labels?: LabelsUpdate | null | undefined;
  priority?: number | null | undefined;
}
export const UpdateJourneySchema: z.ZodType<UpdateJourney> = z.object({
  title: title.nullish(),
  description: longText.nullish(),
  triggers: tagsUpdate.nullish(),
  conditions: tagsUpdate.nullish(),
  tags: tagsUpdate.nullish(),
  composition_mode: compositionMode.nullish(),
  labels: labelsUpdate.nullish(),
  priority: z.int().nullish(),
});

export const JOURNEY_NODE_KINDS = ['chat', 'tool', 'fork'] as const;
/** `chat`: the AI says `action`. `tool`: the tools run. `fork`: nothing but a branching. */
export type JourneyNodeKind = (typeof JOURNEY_NODE_KINDS)[number];

/** A state of a journey. */
export interface JourneyNode {
  id: string;
  journey_id: string;
  kind: JourneyNodeKind;
  action: string | null;
  description: string | null;
  tools: ToolRef[];
  metadata: JsonObject;
  composition_mode: CompositionMode | null;
  labels: string[];
  /** The words to say, when they matter. */
  say: string | null;
}
export const JourneyNodeSchema: z.ZodType<JourneyNode> = z.object({
  id: z.string(),
  journey_id: z.string(),
  kind: z.enum(JOURNEY_NODE_KINDS),
  action: z.string().nullable(),
  description: z.string().nullable(),
  tools: z.array(toolRef),
  metadata,
  composition_mode: compositionMode.nullable(),
  labels: z.array(z.string()),
  say: z.string().nullable(),
});

interface NodeFields {
  action?: string | null | undefined;
  description?: string | null | undefined;
  composition_mode?: CompositionMode | null | undefined;
  say?: string | null | undefined;
}
export interface CreateJourneyNode extends NodeFields {
  kind: JourneyNodeKind;
  id?: string | null | undefined;
  tools?: ToolRef[] | null | undefined;
  metadata?: JsonObject | null | undefined;
  labels?: string[] | null | undefined;
}
const nodeFields = {
  action: text.nullish(),
  description: longText.nullish(),
  composition_mode: compositionMode.nullish(),
  say: text.nullish(),
};
export const CreateJourneyNodeSchema: z.ZodType<CreateJourneyNode> = z.object({
  ...nodeFields,
  kind: z.enum(JOURNEY_NODE_KINDS),
  id: z
    .string()
    .regex(/^[\w.-]{1,100}$/, { error: 'an id is 1 to 100 letters, digits, "_", "." and "-"' })
    .nullish(),
  tools: toolRefs.nullish(),
  metadata: metadata.nullish(),
  labels: labels.nullish(),
});

export interface UpdateJourneyNode extends NodeFields {
  kind?: JourneyNodeKind | null | undefined;
  tools?: { add?: ToolRef[] | null | undefined; remove?: ToolRef[] | null | undefined } | null | undefined;
  metadata?: MetadataUpdate | null | undefined;
  labels?: LabelsUpdate | null | undefined;
}
export const UpdateJourneyNodeSchema: z.ZodType<UpdateJourneyNode> = z.object({
  ...nodeFields,
  kind: z.enum(JOURNEY_NODE_KINDS).nullish(),
  tools: z.object({ add: toolRefs.nullish(), remove: toolRefs.nullish() }).nullish(),
  metadata: metadataUpdate.nullish(),
  labels: labelsUpdate.nullish(),
});

/** A way from one state to the next. */
export interface JourneyTransition {
  id: string;
  journey_id: string;
  source: string;
  /** A node's id, or `end`. */
  target: string;
  /** Null: always. */
  condition: string | null;
  metadata: JsonObject;
  /** Things a customer says when the condition holds. */
  examples: string[];
}
export const JourneyTransitionSchema: z.ZodType<JourneyTransition> = z.object({
  id: z.string(),
  journey_id: z.string(),
  source: z.string(),
  target: z.string(),
  condition: z.string().nullable(),
  metadata,
  examples: z.array(z.string()),
});

export interface CreateJourneyTransition {
  source: string;
  target: string;
  condition?: string | null | undefined;
  metadata?: JsonObject | null | undefined;
  examples?: string[] | null | undefined;
}
export const CreateJourneyTransitionSchema: z.ZodType<CreateJourneyTransition> = z.object({
  source: chosenId,
  target: chosenId,
  condition: text.nullish(),
  metadata: metadata.nullish(),
  examples: texts.nullish(),
});

export interface UpdateJourneyTransition {
  source?: string | null | undefined;
  target?: string | null | undefined;
  condition?: string | null | undefined;
  metadata?: MetadataUpdate | null | undefined;
  examples?: string[] | null | undefined;
}
export const UpdateJourneyTransitionSchema: z.ZodType<UpdateJourneyTransition> = z.object({
  source: chosenId.nullish(),
  target: chosenId.nullish(),
  condition: text.nullish(),
  metadata: metadataUpdate.nullish(),
  examples: texts.nullish(),
});
