import type { CompositionMode, MessageOutputMode } from '@baton/protocol';
import type { GuidelineRecord } from '../core/behaviour/guideline-record.ts';
import type { Term } from '../core/behaviour/knowledge.ts';
import { contentId } from '../core/content-id.ts';
import type { Behaviours } from '../engine/behaviours.ts';
import { toolIdOf } from '../engine/tool-definition.ts';
import type { ToolDefinition } from '../engine/tool-definition.ts';
import type { Clock } from '../ports/clock.ts';
import type { DirectoryStore } from '../ports/directory-store.ts';

export interface CreateAgentOptions {
  readonly name: string;
  /** Who the agent is and what for: read by the AI. */
  readonly description?: string;
  /** Default: made from the name, so that the same code keeps its sessions after a restart. */
  readonly id?: string;
  readonly compositionMode?: CompositionMode;
  readonly messageOutputMode?: MessageOutputMode;
  readonly maxEngineIterations?: number;
  readonly tags?: readonly string[];
}

export interface GuidelineOptions {
  /** When it applies, e.g. `The customer wants to file a claim`. */
  readonly condition: string;
  /** What to do then. Without it the condition is only observed. */
  readonly action?: string;
  /** The words to say, when they matter. */
  readonly say?: string;
  /** What it is about in a few words, e.g. `your open claims`: for telling the customer what can be asked. */
  readonly title?: string;
  /** What helps to do it. */
  readonly tools?: readonly ToolDefinition[];
  /** Things a customer says when the condition holds. Five or more make matching without a model good. */
  readonly examples?: readonly string[];
}

export interface TermOptions {
  readonly name: string;
  readonly description: string;
  readonly synonyms?: readonly string[];
}

/** What agents are written into. */
export interface AgentDeps {
  readonly directory: DirectoryStore;
  readonly behaviours: Behaviours;
  readonly clock: Clock;
}

const DEFAULT_MOST_ITERATIONS = 3;

/** An agent's behaviour, for its author to write. What is added is followed from the next turn on. */
export class Agent {
  readonly id: string;
  readonly name: string;
  readonly #deps: AgentDeps;

  constructor(id: string, name: string, deps: AgentDeps) {
    this.id = id;
    this.name = name;
    this.#deps = deps;
  }

  /** "When `condition`, do `action`." Its id depends on what it says; the same guideline again replaces itself. */
  async createGuideline(options: GuidelineOptions): Promise<GuidelineRecord> {
    const { condition, action = null, tools = [], examples = [] } = options;
    requireText('condition', condition);
    for (const tool of tools) this.#deps.behaviours.defineTool(tool);
    const guideline: GuidelineRecord = {
      id: contentId('guideline', this.id, condition, action ?? '', ...tools.map((each) => each.name)),
      createdAt: this.#deps.clock.now(),
      condition,
      action,
      description: null,
      title: options.title ?? null,
      criticality: 'medium',
      enabled: true,
      tags: [`agent:${this.id}`],
      metadata: {},
      compositionMode: null,
      track: true,
      labels: [],
      priority: 0,
      toolIds: tools.map(toolIdOf),
      say: options.say ?? null,
      examples: [...examples],
    };
    this.#deps.behaviours.define('guideline', guideline);
    return guideline;
  }

  /** A word of the business. Its id depends on its name. */
  async createTerm(options: TermOptions): Promise<Term> {
    const { name, description, synonyms = [] } = options;
    requireText('name', name);
    requireText('description', description);
    const term: Term = {
      id: contentId('term', this.id, name),
      createdAt: this.#deps.clock.now(),
      name,
      description,
      synonyms: [...synonyms],
      tags: [`agent:${this.id}`],
    };
    this.#deps.behaviours.define('term', term);
    return term;
  }
}

/**
 * Creates an agent, or takes up the one that an earlier run of the same code left in the store. Throws when
 * this process has already created one with the same id: two agents of one name need ids of their own.
 */
export async function createAgent(deps: AgentDeps, options: CreateAgentOptions): Promise<Agent> {
  requireText('name', options.name);
  const id = options.id ?? contentId('agent', options.name);
  if (!deps.behaviours.defineAgent(id)) {
    throw new Error(
      `There is an agent with the id ${id} already: give the second ${options.name} an id of its own`,
    );
  }
  const earlier = await deps.directory.readAgent(id);
  await deps.directory.putAgent({
    id,
    createdAt: earlier?.createdAt ?? deps.clock.now(),
    name: options.name,
    description: options.description ?? null,
    maxEngineIterations: options.maxEngineIterations ?? DEFAULT_MOST_ITERATIONS,
    compositionMode: options.compositionMode ?? 'fluid',
    messageOutputMode: options.messageOutputMode ?? 'block',
    tags: options.tags ?? [],
  });
  return new Agent(id, options.name, deps);
}

function requireText(field: string, value: string): void {
  if (value.trim() === '') throw new TypeError(`The ${field} must not be empty`);
}
