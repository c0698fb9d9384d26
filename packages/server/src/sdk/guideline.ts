import type { CompositionMode, JsonObject } from '@baton/protocol';
import type { Criticality, GuidelineRecord } from '../core/behaviour/guideline-record.ts';
import type { ConditionMatcher, GuidelineBinding } from '../engine/binding.ts';
import { toolIdOf } from '../engine/tool-definition.ts';
import type { ToolDefinition } from '../engine/tool-definition.ts';
import type { AuthorParts } from './author-parts.ts';
import { createCannedResponse } from './canned-response.ts';
import type { CannedResponse, CannedResponseOptions } from './canned-response.ts';
import { requireText } from './check-text.ts';
import { codedId } from './coded-id.ts';
import { Related } from './related.ts';
import type { TargetGroup } from './related.ts';
import { tagIds } from './tag.ts';
import type { TagLike } from './tag.ts';
import { useTool } from './use-tool.ts';

export interface ObservationOptions {
  /** When it applies, e.g. `The customer wants to file a claim`. */
  readonly condition: string;
  /** Things a customer says when the condition holds. Five or more make matching without a model good. */
  readonly examples?: readonly string[];
  /** More about the condition, for the AI. */
  readonly description?: string;
  /** Default: made from what it says, so that the same code keeps it after a restart. */
  readonly id?: string;
  /** Decides whether it applies, in the place of judging the condition. `MATCH_ALWAYS` for every turn. */
  readonly matcher?: ConditionMatcher;
  /** Called when it has been matched, before a message is composed. */
  readonly onSelected?: NonNullable<GuidelineBinding['onSelected']>;
  readonly tags?: readonly TagLike[];
  readonly metadata?: JsonObject;
  /** Put on the session when it is matched. */
  readonly labels?: readonly string[];
  /** How much it costs to miss it; default `medium`. */
  readonly criticality?: Criticality;
  /** What must hold for this to count; `anyOf(…)` for one of several. */
  readonly dependencies?: readonly (Related | TargetGroup)[];
  /** Higher goes first; of what applies, only the highest is followed. Default 0. */
  readonly priority?: number;
}

export interface GuidelineOptions extends ObservationOptions {
  /** What to do then. Without it the condition is only observed. */
  readonly action?: string;
  /** The words to say, when they matter. */
  readonly say?: string;
  /** What it is about in a few words, e.g. `your open claims`: for telling the customer what can be asked. */
  readonly title?: string;
  /** What helps to do it. */
  readonly tools?: readonly ToolDefinition[];
  /** Offered when it is matched. */
  readonly cannedResponses?: readonly CannedResponse[];
  /** Stricter than the agent's: for answers it has a part in. */
  readonly compositionMode?: CompositionMode;
  /** Called when a message it had a part in has been written. */
  readonly onMessage?: NonNullable<GuidelineBinding['onMessage']>;
  /** Values that templates may name when it is matched. */
  readonly cannedResponseFieldProvider?: NonNullable<GuidelineBinding['fieldProvider']>;
  /** Not followed again without new cause once it has been followed; default true. */
  readonly track?: boolean;
}

/** Whose guidelines are made. */
export interface GuidelineScope {
  /** An agent's id, or `journey:<id>`: a part of the ids of what it makes. */
  readonly owner: string;
  readonly tags: readonly string[];
}

/** "When this holds, do that." */
export class Guideline extends Related {
  readonly id: string;
  readonly #parts: AuthorParts;

  constructor(parts: AuthorParts, id: string) {
    super(parts, { type: 'guideline', id });
    this.#parts = parts;
    this.id = id;
  }

  /** As it holds now, with what was changed over REST. */
  get record(): GuidelineRecord {
    const record = this.#parts.behaviours.get('guideline', this.id);
    if (record === null) throw new Error(`There is no guideline ${this.id} any more`);
    return record;
  }

  /** A reply that is offered only when this is matched. */
  async createCannedResponse(template: string, options?: CannedResponseOptions): Promise<CannedResponse> {
    return createCannedResponse(this.#parts, [`guideline:${this.id}`], template, options);
  }
}

export function createGuideline(
  parts: AuthorParts,
  scope: GuidelineScope,
  options: GuidelineOptions,
): Guideline {
  const { behaviours } = parts;
  requireText('condition', options.condition);
  if (options.action !== undefined) requireText('action', options.action);
  for (const tool of options.tools ?? []) useTool(parts, tool);
  const record = recordOf(parts, scope, options);
  behaviours.define('guideline', record);
  behaviours.bind(record.id, bindingOf(options));
  const guideline = new Guideline(parts, record.id);
  const { dependencies = [] } = options;
  if (dependencies.length > 0) guideline.dependOn(...dependencies);
  for (const response of options.cannedResponses ?? []) response.addTag(`guideline:${record.id}`);
  return guideline;
}

function recordOf(parts: AuthorParts, scope: GuidelineScope, options: GuidelineOptions): GuidelineRecord {
  const { condition, action = null, tools = [] } = options;
  const content = [scope.owner, condition, action ?? '', ...tools.map(({ name }) => name)];
  return {
    id: codedId(parts.behaviours, 'guideline', options.id, 'guideline', ...content),
    createdAt: parts.app.clock.now(),
    condition,
    action,
    description: options.description ?? null,
    title: options.title ?? null,
    criticality: options.criticality ?? 'medium',
    enabled: true,
    tags: [...scope.tags, ...tagIds(options.tags)],
    metadata: options.metadata ?? {},
    compositionMode: options.compositionMode ?? null,
    track: options.track ?? true,
    labels: [...(options.labels ?? [])],
    priority: options.priority ?? 0,
    toolIds: tools.map(toolIdOf),
    say: options.say ?? null,
    examples: [...(options.examples ?? [])],
  };
}

function bindingOf(options: GuidelineOptions): GuidelineBinding {
  const { matcher, onSelected, onMessage, cannedResponseFieldProvider: fieldProvider } = options;
  return {
    ...(matcher !== undefined && { matcher }),
    ...(onSelected !== undefined && { onSelected }),
    ...(onMessage !== undefined && { onMessage }),
    ...(fieldProvider !== undefined && { fieldProvider }),
  };
}
