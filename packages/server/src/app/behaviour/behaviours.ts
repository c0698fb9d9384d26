import { isDeepStrictEqual } from 'node:util';
import type { ArticleRecord } from '../../core/behaviour/article-record.ts';
import { stateTag } from '../../core/behaviour/journey-record.ts';
import { toolKey } from '../../core/behaviour/tool-id.ts';
import type { ToolId } from '../../core/behaviour/tool-id.ts';
import { settingsFromWire } from '../../core/triggers/policy-wire.ts';
import { overlaySettings, settingsOf } from '../../core/triggers/trigger-settings.ts';
import type { AgentRecord } from '../../ports/directory-store.ts';
import { BEHAVIOUR_KINDS } from '../../ports/behaviour-store.ts';
import type {
  BehaviourChange,
  BehaviourKind,
  BehaviourRecords,
  BehaviourStore,
} from '../../ports/behaviour-store.ts';
import type { Subscription } from '../../ports/wake-ups.ts';
import { Lanes } from '../lanes.ts';
import type { AgentBehaviour, Guideline, Journey } from '../../engine/behaviour.ts';
import type { AgentBinding, GuidelineBinding, TriggerPolicy } from '../../engine/binding.ts';
import { toolIdOf } from '../../engine/tool-definition.ts';
import type { ToolDefinition } from '../../engine/tool-definition.ts';

type Records = { readonly [K in BehaviourKind]: Map<string, BehaviourRecords[K]> };

/** What no agent's behaviour is made of. */
const BESIDE_AGENTS: ReadonlySet<BehaviourKind> = new Set([
  'canned_reply',
  'candidate',
  'widget_settings',
  'evaluation',
  'service',
]);

/** One line for all: what is written first is what is held first. */
const STORED = 'stored';

export interface BehaviourNews {
  readonly kind: BehaviourKind;
  readonly id: string;
}

/** The part of the store that keeps values of variables. */
export type VariableValues = Pick<BehaviourStore, 'readValue' | 'listValues' | 'putValue' | 'deleteValue'>;

/**
 * All behaviour of all agents: what code defines, rebuilt at every start, and what was made over REST, kept in
 * the store. Of two records with one id the stored one counts, so that what code defines can be changed or
 * switched off over REST until the code itself changes (ids depend on what is said). Every change is seen by the
 * next turn; a turn that runs keeps the behaviour it began with.
 */
export class Behaviours {
  readonly #store: BehaviourStore;
  readonly #coded: Records = emptyRecords();
  readonly #stored: Records = emptyRecords();
  readonly #codedAgents = new Set<string>();
  readonly #tools = new Map<string, ToolDefinition>();
  readonly #guidelineBindings = new Map<string, GuidelineBinding>();
  readonly #agentBindings = new Map<string, AgentBinding>();
  /** Of the present version, by agent id and tags. */
  readonly #compiled = new Map<string, AgentBehaviour>();
  /** Of the present articles, by what they are tagged with for an agent. */
  readonly #articles = new Map<string, readonly ArticleRecord[]>();
  readonly #listeners = new Set<(news: BehaviourNews) => void>();
  /** What is written and what other nodes have written is taken up in the order in which the store has it. */
  readonly #lanes = new Lanes();

  private constructor(store: BehaviourStore) {
    this.#store = store;
  }

  static async open(store: BehaviourStore): Promise<Behaviours> {
    const behaviours = new Behaviours(store);
    for (const kind of BEHAVIOUR_KINDS) await behaviours.#load(kind);
    return behaviours;
  }

  /** Notes that code defines this agent; false when it has done so already. */
  defineAgent(id: string): boolean {
    if (this.#codedAgents.has(id)) return false;
    this.#codedAgents.add(id);
    return true;
  }

  /** Takes up what code defines; the same id again replaces what was there. */
  define<K extends BehaviourKind>(kind: K, record: BehaviourRecords[K]): void {
    this.#coded[kind].set(record.id, record);
    this.#changed([kind]);
  }

  /** Forgets what code defined, e.g. a relationship that no longer holds. */
  undefine(kind: BehaviourKind, id: string): void {
    this.#coded[kind].delete(id);
    this.#changed([kind]);
  }

  defineTool(tool: ToolDefinition): void {
    this.#tools.set(toolKey(toolIdOf(tool)), tool);
    this.#compiled.clear();
  }

  /** The tools of a service elsewhere, in the place of those known before. */
  setServiceTools(service: string, tools: readonly ToolDefinition[]): void {
    for (const [key, tool] of this.#tools) if (tool.service === service) this.#tools.delete(key);
    for (const tool of tools) this.#tools.set(toolKey({ service, tool: tool.name }), tool);
    this.#compiled.clear();
  }

  /** Binds functions to a guideline or a journey. */
  bind(id: string, binding: GuidelineBinding): void {
    this.#guidelineBindings.set(id, binding);
    this.#compiled.clear();
  }

  bindAgent(agentId: string, change: (before: AgentBinding) => AgentBinding): void {
    this.#agentBindings.set(agentId, change(this.#agentBindings.get(agentId) ?? {}));
    this.#compiled.clear();
  }

  tool(id: ToolId): ToolDefinition | null {
    return this.#tools.get(toolKey(id)) ?? null;
  }

  /** Oldest first; of equal age by id. */
  list<K extends BehaviourKind>(kind: K): BehaviourRecords[K][] {
    const all = new Map<string, BehaviourRecords[K]>([...this.#coded[kind], ...this.#stored[kind]]);
    return [...all.values()].toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  }

  /** How many of a kind were made over REST. */
  countStored(kind: BehaviourKind): number {
    return this.#stored[kind].size;
  }

  /** Those of a kind that were made over REST, or changed there. */
  stored<K extends BehaviourKind>(kind: K): readonly BehaviourRecords[K][] {
    return [...this.#stored[kind].values()];
  }

  get<K extends BehaviourKind>(kind: K, id: string): BehaviourRecords[K] | null {
    return this.#stored[kind].get(id) ?? this.#coded[kind].get(id) ?? null;
  }

  /** As code defines it, whatever was changed over REST. */
  coded<K extends BehaviourKind>(kind: K, id: string): BehaviourRecords[K] | null {
    return this.#coded[kind].get(id) ?? null;
  }

  /** Whether code defines it: it can be changed or switched off over REST, not deleted. */
  isCoded(kind: BehaviourKind, id: string): boolean {
    return this.#coded[kind].has(id);
  }

  /** Stores changes, all or none. */
  async apply(changes: readonly BehaviourChange[]): Promise<void> {
    if (changes.length === 0) return;
    await this.#lanes.run(STORED, async () => {
      await this.#store.apply(changes);
      for (const change of changes) {
        if (change.op === 'delete') this.#stored[change.kind].delete(change.id);
        else (this.#stored[change.kind] as Map<string, unknown>).set(change.record.id, change.record);
      }
      this.#changed(changes.map(({ kind }) => kind));
    });
  }

  /** Another node has put or deleted this one. */
  async heard(kind: string, id: string): Promise<void> {
    // A node of a newer version may know more.
    if (!isKind(kind)) return;
    return this.#lanes.run(STORED, async () => this.#take(kind, id, await this.#store.read(kind, id)));
  }

  /** Other nodes may have changed all of it. */
  async readAgain(): Promise<void> {
    for (const kind of BEHAVIOUR_KINDS)
      await this.#lanes.run(STORED, async () => {
        const records = new Map((await this.#store.list(kind)).map((each) => [each.id, each]));
        for (const id of new Set([...this.#stored[kind].keys(), ...records.keys()]))
          this.#take(kind, id, records.get(id) ?? null);
      });
  }

  /** Calls `listener` with each record that another node has changed; what is done here its doer knows. */
  subscribe(listener: (news: BehaviourNews) => void): Subscription {
    const own = (news: BehaviourNews): void => listener(news);
    this.#listeners.add(own);
    return { cancel: () => this.#listeners.delete(own) };
  }

  /** Values of variables: they are kept in the store, whoever defines the variable. */
  get values(): VariableValues {
    return this.#store;
  }

  /** What holds for an agent now. */
  of(agent: AgentRecord): AgentBehaviour {
    const key = JSON.stringify([agent.id, agent.tags]);
    let behaviour = this.#compiled.get(key);
    if (behaviour === undefined) this.#compiled.set(key, (behaviour = this.#compile(agent)));
    return behaviour;
  }

  /** Those for an agent, null: all there are. The same array until one of them changes. */
  articlesOf(agent: Pick<AgentRecord, 'id' | 'tags'> | null): readonly ArticleRecord[] {
    const own = agent === null ? null : new Set([`agent:${agent.id}`, ...agent.tags]);
    const key = JSON.stringify(own === null ? null : [...own]);
    const known = this.#articles.get(key);
    if (known !== undefined) return known;
    const mine = this.list('article').filter((article) => own === null || isFor(article, own));
    const same = [...this.#articles.values()].find(
      (each) => each.length === mine.length && each.every((article, index) => article === mine[index]),
    );
    const articles = same ?? Object.freeze(mine);
    this.#articles.set(key, articles);
    return articles;
  }

  #take<K extends BehaviourKind>(kind: K, id: string, record: BehaviourRecords[K] | null): void {
    const stored: Map<string, BehaviourRecords[K]> = this.#stored[kind];
    if (isDeepStrictEqual(stored.get(id) ?? null, record)) return;
    if (record === null) stored.delete(id);
    else stored.set(id, record);
    this.#changed([kind]);
    for (const listener of this.#listeners) listener({ kind, id });
  }

  #changed(kinds: readonly BehaviourKind[]): void {
    if (!kinds.every((kind) => BESIDE_AGENTS.has(kind))) this.#compiled.clear();
    if (kinds.includes('article')) this.#articles.clear();
  }

  #compile(agent: AgentRecord): AgentBehaviour {
    const own = new Set([`agent:${agent.id}`, ...agent.tags]);
    const holds = (record: { readonly tags: readonly string[] }): boolean => isFor(record, own);
    const journeys = this.list('journey')
      .filter(holds)
      .map((journey) => this.#journey(journey));
    const journeyTags = new Set(journeys.map((journey) => `journey:${journey.id}`));
    const triggers = new Set(journeys.flatMap((journey) => journey.triggers));
    const guidelines = this.list('guideline')
      .filter(
        (guideline) =>
          guideline.enabled &&
          (holds(guideline) ||
            triggers.has(guideline.id) ||
            guideline.tags.some((tag) => journeyTags.has(tag))),
      )
      .map((guideline) => this.#guideline(guideline));
    const parts = new Set([
      ...guidelines.map(({ id }) => `guideline:${id}`),
      ...journeys.flatMap(({ nodes }) => nodes.map(({ id }) => stateTag(id))),
      ...journeyTags,
    ]);
    return Object.freeze({
      guidelines,
      relationships: this.list('relationship'),
      journeys,
      terms: this.list('term').filter(holds),
      variables: this.list('variable').filter(holds),
      cannedResponses: this.list('canned_response').filter(
        (response) => holds(response) || response.tags.some((tag) => parts.has(tag)),
      ),
      capabilities: this.list('capability').filter(holds),
      articles: this.articlesOf(agent),
      tools: new Map(this.#tools),
      binding: this.#bindingOf(agent.id),
    });
  }

  /** What code says about when a person is called, whatever was set over REST. */
  codedTriggers(agentId: string): TriggerPolicy {
    return this.#agentBindings.get(agentId)?.triggers ?? {};
  }

  /** With what was set over REST about when a person is called. */
  #bindingOf(agentId: string): AgentBinding {
    const binding = this.#agentBindings.get(agentId) ?? {};
    const stored = this.#stored.trigger_policy.get(agentId);
    if (stored === undefined) return binding;
    const coded = binding.triggers ?? {};
    const { thresholds, ...rest } = overlaySettings(settingsOf(coded), settingsFromWire(stored.settings));
    const custom = coded.custom === undefined ? {} : { custom: coded.custom };
    return { ...binding, triggers: { ...thresholds, ...rest, ...custom } };
  }

  #guideline(record: BehaviourRecords['guideline']): Guideline {
    const binding = this.#guidelineBindings.get(record.id) ?? {};
    return Object.freeze({ ...record, tools: this.#resolve(record.toolIds), binding });
  }

  #journey(record: BehaviourRecords['journey']): Journey {
    const nodes = record.nodes.map((node) => Object.freeze({ ...node, tools: this.#resolve(node.toolIds) }));
    return Object.freeze({ ...record, nodes, binding: this.#guidelineBindings.get(record.id) ?? {} });
  }

  /** Tools of a service that has not been reached yet are left out until it has; those for operators only always. */
  #resolve(ids: readonly ToolId[]): readonly ToolDefinition[] {
    return ids.flatMap((id) => this.tool(id) ?? []).filter(({ operators }) => operators?.only !== true);
  }

  async #load<K extends BehaviourKind>(kind: K): Promise<void> {
    const records: Map<string, BehaviourRecords[K]> = this.#stored[kind];
    for (const record of await this.#store.list(kind)) records.set(record.id, record);
  }
}

/** What has no tags is for every agent. */
function isFor({ tags }: { readonly tags: readonly string[] }, own: ReadonlySet<string>): boolean {
  return tags.length === 0 || tags.some((tag) => own.has(tag));
}

function isKind(kind: string): kind is BehaviourKind {
  return (BEHAVIOUR_KINDS as readonly string[]).includes(kind);
}

function emptyRecords(): Records {
  return Object.fromEntries(BEHAVIOUR_KINDS.map((kind) => [kind, new Map()])) as unknown as Records;
}
