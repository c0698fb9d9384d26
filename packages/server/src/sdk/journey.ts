import type { CompositionMode } from '@baton/protocol';
import { emptyNode } from '../core/behaviour/journey-record.ts';
import type { JourneyRecord } from '../core/behaviour/journey-record.ts';
import { contentId } from '../core/content-id.ts';
import { journeyMermaid } from '../core/journey/journey-mermaid.ts';
import type { GuidelineBinding } from '../engine/binding.ts';
import type { Behaviours } from '../app/behaviour/behaviours.ts';
import type { AuthorParts } from './author-parts.ts';
import { createCannedResponse } from './canned-response.ts';
import type { CannedResponse, CannedResponseOptions } from './canned-response.ts';
import { requireText } from './check-text.ts';
import { codedId } from './coded-id.ts';
import { createGuideline } from './guideline.ts';
import type { GuidelineOptions, ObservationOptions } from './guideline.ts';
import { Guideline } from './guideline.ts';
import { JourneyDraft } from './journey-draft.ts';
import { JourneyState } from './journey-state.ts';
import { Related } from './related.ts';
import type { TargetGroup } from './related.ts';
import { tagIds } from './tag.ts';
import type { TagLike } from './tag.ts';

/** What begins a journey: a condition, one with examples, or an observation made before. */
export type JourneyTrigger = string | ObservationOptions | Guideline;

export interface JourneyOptions {
  readonly title: string;
  /** What it is for and how it goes: read by the AI. */
  readonly description: string;
  /** It begins when one of them holds. None: it is only used as a part of another journey. */
  readonly triggers?: readonly JourneyTrigger[];
  readonly tags?: readonly TagLike[];
  readonly compositionMode?: CompositionMode;
  /** Put on the session while it is open. */
  readonly labels?: readonly string[];
  readonly priority?: number;
  /** What must hold for it to be followed. */
  readonly dependencies?: readonly (Related | TargetGroup)[];
  /** Called when a state of it has been selected, before a message is composed. */
  readonly onSelected?: NonNullable<GuidelineBinding['onSelected']>;
  /** Called when a message it had a part in has been written. */
  readonly onMessage?: NonNullable<GuidelineBinding['onMessage']>;
  /** Default: made from the title, so that the same code keeps it after a restart. */
  readonly id?: string;
}

/** A way through a conversation, state by state. */
export class Journey extends Related {
  readonly id: string;
  readonly title: string;
  /** For transitions that make it a part of another journey. */
  readonly draft: JourneyDraft;
  /** Where it begins; nothing is said here. */
  readonly initialState: JourneyState;

  constructor(draft: JourneyDraft) {
    const { id, title, rootId } = draft.record;
    super(draft.parts, { type: 'tag', id: `journey:${id}` });
    this.id = id;
    this.title = title;
    this.draft = draft;
    this.initialState = new JourneyState(draft, rootId);
  }

  /** As it holds now, with what was changed over REST. */
  get record(): JourneyRecord {
    return this.draft.parts.behaviours.get('journey', this.id) ?? this.draft.record;
  }

  /** A guideline that counts only while the journey is open. */
  async createGuideline(options: GuidelineOptions): Promise<Guideline> {
    const tag = `journey:${this.id}`;
    const guideline = createGuideline(this.draft.parts, { owner: tag, tags: [tag] }, options);
    guideline.dependOn(this);
    return guideline;
  }

  /** A condition to be observed while the journey is open. */
  createObservation(options: ObservationOptions): Promise<Guideline> {
    return this.createGuideline(options);
  }

  /** A reply that is offered only while the journey is open. */
  async createCannedResponse(template: string, options?: CannedResponseOptions): Promise<CannedResponse> {
    return createCannedResponse(this.draft.parts, [`journey:${this.id}`], template, options);
  }

  /** A Mermaid state diagram of it. */
  mermaid(): string {
    return journeyMermaid(this.record);
  }
}

/** Defines a journey of an agent, or with `agentId` null of every agent until it is attached to one. */
export function createJourney(parts: AuthorParts, agentId: string | null, options: JourneyOptions): Journey {
  const { behaviours, app } = parts;
  const { title, description, triggers = [], dependencies = [] } = options;
  requireText('title', title);
  requireText('description', description);
  const id = codedId(behaviours, 'journey', options.id, 'journey', agentId ?? '', title);
  const record: JourneyRecord = {
    id,
    createdAt: app.clock.now(),
    title,
    description,
    triggers: [],
    tags: [...(agentId === null ? [] : [`agent:${agentId}`]), ...tagIds(options.tags)],
    compositionMode: options.compositionMode ?? null,
    labels: [...(options.labels ?? [])],
    priority: options.priority ?? 0,
    ...rootOf(id),
    edges: [],
  };
  behaviours.define('journey', record);
  const draft = new JourneyDraft(parts, record);
  const begins = [...new Set(triggers)].map((trigger) => triggerId(parts, id, trigger));
  draft.change({ triggers: [...new Set(begins)] });
  behaviours.bind(id, {
    ...(options.onSelected !== undefined && { onSelected: options.onSelected }),
    ...(options.onMessage !== undefined && { onMessage: options.onMessage }),
  });
  const journey = new Journey(draft);
  journeysOf(behaviours).set(id, journey);
  if (dependencies.length > 0) journey.dependOn(...dependencies);
  return journey;
}

/** The journey with this id; null when there is none. One made over REST cannot be changed with it. */
export function findJourney(parts: AuthorParts, id: string): Journey | null {
  const coded = journeysOf(parts.behaviours).get(id);
  if (coded !== undefined) return coded;
  const record = parts.behaviours.get('journey', id);
  return record === null ? null : new Journey(new JourneyDraft(parts, record));
}

/** Those made by this process, so that whoever asks for one continues where its author left off. */
const made = new WeakMap<Behaviours, Map<string, Journey>>();

function journeysOf(behaviours: Behaviours): Map<string, Journey> {
  const known = made.get(behaviours);
  if (known !== undefined) return known;
  const journeys = new Map<string, Journey>();
  made.set(behaviours, journeys);
  return journeys;
}

function rootOf(journeyId: string): Pick<JourneyRecord, 'rootId' | 'nodes'> {
  const rootId = contentId('journey-root', journeyId);
  return { rootId, nodes: [emptyNode(rootId, 'fork')] };
}

function triggerId(parts: AuthorParts, journeyId: string, trigger: JourneyTrigger): string {
  if (trigger instanceof Guideline) return trigger.id;
  const tag = `journey:${journeyId}`;
  const options = typeof trigger === 'string' ? { condition: trigger } : trigger;
  return createGuideline(parts, { owner: tag, tags: [tag] }, options).id;
}
