import { TRIGGER_MODES, TRIGGER_NAMES } from '@baton/protocol';
import type { TriggerMode, TriggerName } from '@baton/protocol';
import type { Capability, Term } from '../core/behaviour/knowledge.ts';
import { newTraceId } from '../app/random-id.ts';
import { contentId } from '../core/content-id.ts';
import { compileOwnTopic } from '../core/nlp/policy-topic/own-topic.ts';
import { compilePolicy } from '../core/triggers/compile-policy.ts';
import { compilePhrase } from '../core/triggers/find-phrase.ts';
import { settingsOf } from '../core/triggers/trigger-settings.ts';
import type {
  AgentBinding,
  EngineHooks,
  PolicyTopic,
  PreamblePolicy,
  Retriever,
  TriggerPolicy,
  TriggerThresholds,
} from '../engine/binding.ts';
import { currentIfAny } from '../engine/current.ts';
import type { ToolDefinition } from '../engine/tool-definition.ts';
import { givenTool } from './given-tool.ts';
import type { ServiceTool } from './given-tool.ts';
import { defineArticles } from './articles.ts';
import type { ArticleOptions } from './articles.ts';
import type { AuthorParts } from './author-parts.ts';
import { createCannedResponse } from './canned-response.ts';
import type { CannedResponse, CannedResponseOptions } from './canned-response.ts';
import { requireText } from './check-text.ts';
import { checkThresholds } from './check-thresholds.ts';
import { createGuideline } from './guideline.ts';
import type { Guideline, GuidelineOptions, ObservationOptions } from './guideline.ts';
import { createJourney } from './journey.ts';
import type { Journey, JourneyOptions } from './journey.ts';
import { createCapability, createTerm } from './knowledge.ts';
import type { CapabilityOptions, TermOptions } from './knowledge.ts';
import { createVariable } from './variable.ts';
import type { Variable, VariableOptions } from './variable.ts';

/** How an agent's chat is shown. */
export interface WidgetOptions {
  /** Shown above an empty conversation; default none. */
  readonly openingMessage?: string | null;
  /** Whether there is a button with which to ask for a person; default true. Asking in words always works. */
  readonly personButton?: boolean;
  /** Whether customers may send files; default true. */
  readonly attachments?: boolean;
}

/** A reason of the author's own to get a person. */
type NamedTrigger = NonNullable<TriggerPolicy['custom']>[number];

/** An agent's behaviour, for its author to write. What is added is followed from the next turn on. */
export class Agent {
  readonly id: string;
  readonly name: string;
  readonly #parts: AuthorParts;
  readonly #tag: string;

  constructor(parts: AuthorParts, { id, name }: { readonly id: string; readonly name: string }) {
    this.#parts = parts;
    this.id = id;
    this.name = name;
    this.#tag = `agent:${id}`;
  }

  /** Under which variables keep its value. */
  get valueKey(): string {
    return this.#tag;
  }

  /** "When `condition`, do `action`." Its id depends on what it says. */
  async createGuideline(options: GuidelineOptions): Promise<Guideline> {
    return createGuideline(this.#parts, { owner: this.id, tags: [this.#tag] }, options);
  }

  /** A condition that others depend on, or that begins journeys: nothing is done for it. */
  async createObservation(options: ObservationOptions): Promise<Guideline> {
    return createGuideline(this.#parts, { owner: this.id, tags: [this.#tag] }, options);
  }

  /** A way through a conversation. Its id depends on its title. */
  async createJourney(options: JourneyOptions): Promise<Journey> {
    return createJourney(this.#parts, this.id, options);
  }

  /** Makes a journey this agent's too. */
  attachJourney(journey: Journey): void {
    const { tags } = journey.draft.record;
    if (!tags.includes(this.#tag)) journey.draft.change({ tags: [...tags, this.#tag] });
  }

  /** A word of the business. Its id depends on its name. */
  async createTerm(options: TermOptions): Promise<Term> {
    return createTerm(this.#parts, this.id, options);
  }

  /** Something known about customers. Its id depends on its name. */
  async createVariable(options: VariableOptions): Promise<Variable> {
    return createVariable(this.#parts, this.id, options);
  }

  /** A reply written ahead, offered in all of this agent's answers. Its id depends on the template. */
  async createCannedResponse(template: string, options?: CannedResponseOptions): Promise<CannedResponse> {
    return createCannedResponse(this.#parts, [this.#tag], template, options);
  }

  /** Something the agent can do, for it to offer. Its id depends on its title. */
  async createCapability(options: CapabilityOptions): Promise<Capability> {
    return createCapability(this.#parts, this.id, options);
  }

  /** Has something looked up in every turn of this agent, and of no other. */
  attachRetriever(retrieve: Retriever, options: { readonly id?: string } = {}): void {
    this.#bind(({ retrievers = [], ...rest }) => {
      const id = options.id ?? freeId(retrievers, 'retriever', this.id, retrieve.name);
      if (retrievers.some((each) => each.id === id)) throw new Error(`There is a retriever ${id} already`);
      return { ...rest, retrievers: [...retrievers, { id, retrieve }] };
    });
  }

  /**
   * Has answers looked up in articles, beside those that were made over REST: those near to a customer's message are
   * given to the AI, which answers from them and names them.
   */
  addArticles(articles: readonly ArticleOptions[]): void {
    defineArticles(this.#parts, this.id, articles);
  }

  /**
   * Offers tools to the operators who hold this agent's sessions, those of services elsewhere by name: they are there
   * as long as the service is. Throws a TypeError for a tool that is not made with `forOperators`.
   */
  addOperatorTools(...tools: readonly (ToolDefinition | ServiceTool)[]): void {
    const given = tools.map((each) => givenTool(this.#parts, each));
    this.#bind(({ operatorTools = [], ...rest }) => ({
      ...rest,
      operatorTools: [...operatorTools, ...given],
    }));
  }

  /** Calls functions at points of this agent's turns, after those attached before. */
  attachHooks(hooks: EngineHooks): void {
    this.#bind((before) => ({ ...before, hooks: [...(before.hooks ?? []), hooks] }));
  }

  /** How this agent's chat is shown to customers. What was set over REST counts more. */
  setWidget(options: WidgetOptions): void {
    const { openingMessage } = options;
    if (openingMessage !== undefined && openingMessage !== null)
      requireText('opening message', openingMessage);
    this.#parts.behaviours.define('widget_settings', { ...options, id: this.id, createdAt: 0 });
  }

  /** Says when a short word comes before the answer; the last one given counts. */
  setPreamble(preamble: PreamblePolicy): void {
    this.#bind((before) => ({ ...before, preamble }));
  }

  /** Sets when the AI hands over by itself. Throws a RangeError for what cannot be a threshold. */
  setTriggerThresholds(thresholds: TriggerThresholds): void {
    checkThresholds(thresholds);
    this.#bindTriggers((before) => ({ ...before, ...thresholds }));
  }

  /** A topic that always goes to a person. Throws a RangeError for one that could match nothing. */
  addPolicyTopic(topic: PolicyTopic): void {
    requireText('name', topic.name);
    compileOwnTopic(topic);
    this.#bindTriggers((before) => ({ ...before, topics: [...(before.topics ?? []), topic] }));
  }

  /**
   * Says what is done about triggers: `act` (default), `shadow`, which only notes what it would have done in the turn's
   * record, or `off`. `custom:<name>` is a trigger of your own.
   */
  setTriggerModes(modes: Partial<Record<TriggerName | `custom:${string}`, TriggerMode>>): void {
    const known: readonly string[] = TRIGGER_NAMES;
    const entries = Object.entries(modes) as [string, TriggerMode][];
    for (const [name, mode] of entries) {
      if (!known.includes(name) && !name.startsWith('custom:'))
        throw new RangeError(`There is no trigger ${name}: there are ${known.join(', ')} and custom:<name>`);
      if (!TRIGGER_MODES.includes(mode))
        throw new RangeError(`${mode} is none of ${TRIGGER_MODES.join(', ')}`);
    }
    const own = entries.flatMap(([name, mode]) =>
      name.startsWith('custom:') ? [[name.slice('custom:'.length), mode]] : [],
    );
    const named = entries.filter(([name]) => !name.startsWith('custom:'));
    this.#bindTriggers((before) => ({
      ...before,
      modes: { ...before.modes, ...Object.fromEntries(named) },
      customModes: { ...before.customModes, ...Object.fromEntries(own) },
    }));
  }

  /** Words that ask for a person wherever they are neither denied nor quoted, in the place of the usual ones. */
  setRequestPhrases(phrases: readonly string[]): void {
    phrases.forEach(compilePhrase);
    this.#bindTriggers((before) => ({ ...before, phrases: [...phrases] }));
  }

  /**
   * Tries another policy beside this agent's own: what it would do is noted in the turn's record, and nothing comes of
   * it. What it does not set is as the agent's. Null ends it.
   */
  setShadowPolicy(shadow: TriggerPolicy['shadow'] | null): void {
    checkThresholds(shadow?.thresholds ?? {});
    this.#bindTriggers((before) => {
      const after = { ...before, shadow: shadow ?? null };
      compilePolicy(settingsOf(after));
      return after;
    });
  }

  /** A reason of your own to get a person. It is asked for every message of a customer, before the AI thinks. */
  addTrigger(name: string, detect: NamedTrigger['detect']): void {
    requireText('name', name);
    this.#bindTriggers(({ custom = [], ...rest }) => {
      if (custom.some((each) => each.name === name)) throw new Error(`There is a trigger “${name}” already`);
      return { ...rest, custom: [...custom, { name, detect }] };
    });
  }

  /**
   * Has the AI say something in a session of this agent, also while a person holds it. Answers the message's
   * offset, or null when the AI found nothing to say or a newer message came first. Not for the tools, hooks
   * and so on of the session's own turn, which it would end: they have `emitMessage`.
   */
  async utter(
    session: { readonly id: string } | string,
    guidelines: readonly (string | { readonly action: string })[],
  ): Promise<number | null> {
    const instructions = guidelines.map((each) => (typeof each === 'string' ? each : each.action));
    if (instructions.length === 0) throw new TypeError('There must be something to say');
    for (const instruction of instructions) requireText('guideline', instruction);
    const { app } = this.#parts;
    const id = typeof session === 'string' ? session : session.id;
    if (currentIfAny()?.session.id === id) {
      throw new Error('A turn of this session is running: say it with emitMessage of the tool’s context');
    }
    const record = await app.sessions.readSession(id);
    if (record === null) throw new Error(`There is no session ${id}`);
    if (record.agentId !== this.id) throw new Error(`The session ${id} is not this agent’s`);
    return new Promise((resolve) => {
      let said: number | null = null;
      app.turns.start(id, {
        traceId: newTraceId(),
        instructions,
        onSaid: (offset) => (said = offset),
        onEnd: () => resolve(said),
      });
    });
  }

  #bind(change: (before: AgentBinding) => AgentBinding): void {
    this.#parts.behaviours.bindAgent(this.id, change);
  }

  #bindTriggers(change: (before: TriggerPolicy) => TriggerPolicy): void {
    this.#bind((before) => ({ ...before, triggers: change(before.triggers ?? {}) }));
  }
}

function freeId(taken: readonly { readonly id: string }[], ...content: readonly string[]): string {
  let id = contentId(...content);
  for (let count = 2; taken.some((each) => each.id === id); count++) id = contentId(...content, `#${count}`);
  return id;
}
