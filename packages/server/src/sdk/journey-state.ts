import { stateTag } from '../core/behaviour/journey-record.ts';
import type { CompositionMode, JsonObject } from '@baton/protocol';
import { END_NODE, emptyNode } from '../core/behaviour/journey-record.ts';
import type { JourneyEdge, JourneyNodeKind, JourneyNodeRecord } from '../core/behaviour/journey-record.ts';
import { contentId } from '../core/content-id.ts';
import { toolIdOf } from '../engine/tool-definition.ts';
import type { ToolDefinition } from '../engine/tool-definition.ts';
import { createCannedResponse } from './canned-response.ts';
import type { CannedResponse, CannedResponseOptions } from './canned-response.ts';
import { requireId, requireText } from './check-text.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { Related } from './related.ts';
import { useTool } from './use-tool.ts';

export interface EndOfJourney {
  readonly id: typeof END_NODE;
}

/** Where a transition leads to end its journey. */
export const END_JOURNEY: EndOfJourney = Object.freeze({ id: END_NODE });

interface WayOptions {
  /** When it is taken. Without one: always, and it is the state's only transition. */
  readonly condition?: string;
  /** Things a customer says when the condition holds. */
  readonly examples?: readonly string[];
}

interface StateOptions extends WayOptions {
  /** More about the state, for the AI. */
  readonly description?: string;
  readonly metadata?: JsonObject;
  readonly compositionMode?: CompositionMode;
  /** Put on the session when the state is reached. */
  readonly labels?: readonly string[];
  /** Offered in this state. */
  readonly cannedResponses?: readonly CannedResponse[];
  /**
   * Names the state within its journey. A conversation that stands at a state finds it again after the texts on
   * the way to it have changed. Default: made from the way and the texts.
   */
  readonly id?: string;
}

/** A transition leads to one thing. */
interface NothingElse {
  readonly chat?: never;
  readonly tool?: never;
  readonly state?: never;
  readonly journey?: never;
  readonly end?: never;
}

/** A state in which the AI says something. */
export interface ChatTransition extends StateOptions, Omit<NothingElse, 'chat'> {
  /** What to say, as an instruction. */
  readonly chat: string;
  /** The words to say, when they matter. */
  readonly say?: string;
}

/** A state in which tools run. */
export interface ToolTransition extends StateOptions, Omit<NothingElse, 'tool'> {
  readonly tool: ToolDefinition | readonly ToolDefinition[];
  /** How the tool is to be used here. */
  readonly instruction?: string;
}

/** Back or across to a state of the same journey. */
export interface StateTransition extends WayOptions, Omit<NothingElse, 'state'> {
  readonly state: JourneyState;
}

/** Through another journey; `target` is where it goes on after that one's end. */
export interface JourneyTransition extends WayOptions, Omit<NothingElse, 'journey'> {
  readonly journey: { readonly draft: JourneyDraft };
}

export type EndTransition = WayOptions &
  (
    | (Omit<NothingElse, 'end'> & { readonly end: true })
    | (Omit<NothingElse, 'state'> & { readonly state: EndOfJourney })
  );

export type TransitionOptions =
  | ChatTransition
  | ToolTransition
  | StateTransition
  | JourneyTransition
  | EndTransition;

/** A way from one state to another. */
export interface Transition<Target extends JourneyState | EndOfJourney = JourneyState> {
  readonly id: string;
  readonly source: JourneyState;
  readonly target: Target;
  readonly condition: string | null;
}

/** A state of a journey. */
export class JourneyState extends Related {
  readonly id: string;
  readonly #draft: JourneyDraft;

  constructor(draft: JourneyDraft, id: string) {
    super(draft.parts, { type: 'tag', id: stateTag(id) });
    this.#draft = draft;
    this.id = id;
  }

  /**
   * Adds a way on. Throws an Error for a second transition beside one without a condition, for a repeated
   * condition, and for a state of another journey.
   */
  transitionTo(options: EndTransition): Transition<EndOfJourney>;
  transitionTo(options: ChatTransition | ToolTransition | StateTransition | JourneyTransition): Transition;
  transitionTo(options: TransitionOptions): Transition<JourneyState | EndOfJourney> {
    if (options.condition !== undefined) requireText('condition', options.condition);
    const { chat, tool, state, journey, end } = options;
    if ([chat, tool, state, journey, end].filter((each) => each !== undefined).length !== 1) {
      throw new TypeError('A transition leads to one of chat, tool, state, journey and end');
    }
    const target = this.#lead(options);
    const condition = options.condition ?? null;
    return Object.freeze({ id: this.#wayId(options), source: this, target, condition });
  }

  /** A branching that follows always: its transitions have conditions. */
  fork(): Transition {
    const options = {};
    const node = emptyNode(contentId('journey-node', this.id, 'fork'), 'fork');
    this.#draft.add(this.#edge(options, node.id), [node]);
    const target = new JourneyState(this.#draft, node.id);
    return Object.freeze({ id: this.#wayId(options), source: this, target, condition: null });
  }

  /** A reply that is offered only in this state. */
  async createCannedResponse(template: string, options?: CannedResponseOptions): Promise<CannedResponse> {
    const response = createCannedResponse(this.#draft.parts, [stateTag(this.id)], template, options);
    this.#draft.attach(this.id, response);
    return response;
  }

  #lead(options: TransitionOptions): JourneyState | EndOfJourney {
    if (options.journey !== undefined) {
      const { target: _, ...way } = this.#edge(options, '');
      return new JourneyState(this.#draft, this.#draft.embed(options.journey.draft, way));
    }
    if (options.end !== undefined) return this.#leadTo(options, END_JOURNEY);
    return options.state === undefined ? this.#enter(options) : this.#leadTo(options, options.state);
  }

  #leadTo(options: WayOptions, target: JourneyState | EndOfJourney): JourneyState | EndOfJourney {
    if (target instanceof JourneyState && target.#draft !== this.#draft) {
      throw new Error('A transition stays in its journey; { journey } makes another one a part of it');
    }
    this.#draft.add(this.#edge(options, target.id));
    return target;
  }

  /** Makes the state that a way leads to. */
  #enter(options: ChatTransition | ToolTransition): JourneyState {
    const node = options.tool === undefined ? this.#chatNode(options) : this.#toolNode(options);
    this.#draft.add(this.#edge(options, node.id), [node]);
    for (const response of options.cannedResponses ?? []) this.#draft.attach(node.id, response);
    return new JourneyState(this.#draft, node.id);
  }

  #chatNode(options: ChatTransition): JourneyNodeRecord {
    requireText('chat', options.chat);
    const id = this.#nodeId(options, 'chat', options.chat);
    const { chat: action, say = null } = options;
    return { ...nodeOf(id, 'chat', options), action, say };
  }

  #toolNode(options: ToolTransition): JourneyNodeRecord {
    const tools = 'name' in options.tool ? [options.tool] : options.tool;
    if (tools.length === 0) throw new TypeError('A tool state needs a tool');
    for (const tool of tools) useTool(this.#draft.parts, tool);
    const action = options.instruction ?? null;
    const id = this.#nodeId(options, 'tool', action ?? '', ...tools.map(({ name }) => name));
    return { ...nodeOf(id, 'tool', options), action, toolIds: tools.map(toolIdOf) };
  }

  /** The way and the texts make the id: it is the same in every run, whatever else the journey has. */
  #nodeId({ id, condition = '' }: StateOptions, ...content: readonly string[]): string {
    if (id === undefined) return contentId('journey-node', this.id, condition, ...content);
    requireId(id);
    return contentId('journey-node', this.#draft.record.id, id);
  }

  #edge(options: WayOptions, target: string): JourneyEdge {
    return {
      id: this.#wayId(options),
      source: this.id,
      target,
      condition: options.condition ?? null,
      metadata: {},
      examples: [...(options.examples ?? [])],
    };
  }

  /** A state has one way for each condition. */
  #wayId({ condition = '' }: WayOptions): string {
    return contentId('journey-edge', this.id, condition);
  }
}

function nodeOf(id: string, kind: JourneyNodeKind, options: StateOptions): JourneyNodeRecord {
  return {
    ...emptyNode(id, kind),
    description: options.description ?? null,
    metadata: options.metadata ?? {},
    compositionMode: options.compositionMode ?? null,
    labels: [...(options.labels ?? [])],
  };
}
