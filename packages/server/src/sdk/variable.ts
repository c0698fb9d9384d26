import type { Json } from '@baton/protocol';
import { isCron } from '../core/behaviour/is-cron.ts';
import type { ContextVariable } from '../core/behaviour/knowledge.ts';
import { contentId } from '../core/content-id.ts';
import { toolIdOf } from '../engine/tool-definition.ts';
import type { ToolDefinition } from '../engine/tool-definition.ts';
import type { AuthorParts } from './author-parts.ts';
import { requireText } from './check-text.ts';
import { codedId } from './coded-id.ts';
import { tagIds } from './tag.ts';
import type { TagLike } from './tag.ts';
import { useTool } from './use-tool.ts';

export interface VariableOptions {
  /** Templates name it `std.variables.<name>`. */
  readonly name: string;
  readonly description?: string;
  /** Finds the value for a customer. It is called without arguments. */
  readonly tool?: ToolDefinition;
  /** A cron expression: a value older than its last occurrence is asked of the tool again. Default: never. */
  readonly freshnessRules?: string;
  readonly tags?: readonly TagLike[];
  readonly id?: string;
}

/** Whose value it is: a customer, a tag or an agent. */
export interface ValueOwner {
  readonly valueKey: string;
}

const EVERYBODY: ValueOwner = { valueKey: 'default' };

/**
 * Something known about customers. Of several values the customer's own counts, then that of one of his tags, of
 * the agent, and of everybody. Values are kept in the store and outlive the process.
 */
export class Variable {
  readonly id: string;
  readonly name: string;
  readonly #parts: AuthorParts;

  constructor(parts: AuthorParts, { id, name }: ContextVariable) {
    this.#parts = parts;
    this.id = id;
    this.name = name;
  }

  /** The value set for an owner, default everybody; null when there is none. */
  async getValue(owner: ValueOwner = EVERYBODY): Promise<Json> {
    const value = await this.#parts.behaviours.values.readValue(this.id, owner.valueKey);
    return value?.data ?? null;
  }

  /** Sets the value for an owner, default everybody. */
  async setValue(data: Json, owner: ValueOwner = EVERYBODY): Promise<void> {
    const { app, behaviours } = this.#parts;
    const id = contentId('value', this.id, owner.valueKey);
    await behaviours.values.putValue(this.id, owner.valueKey, { id, lastModified: app.clock.now(), data });
  }

  /** Answers whether there was one. */
  async deleteValue(owner: ValueOwner = EVERYBODY): Promise<boolean> {
    return this.#parts.behaviours.values.deleteValue(this.id, owner.valueKey);
  }
}

/** Defines a variable of an agent. Throws a TypeError for rules that are no cron expression. */
export function createVariable(parts: AuthorParts, agentId: string, options: VariableOptions): Variable {
  const { behaviours, app } = parts;
  const { name, description = null, tool, freshnessRules = null } = options;
  requireText('name', name);
  if (freshnessRules !== null) {
    if (tool === undefined) throw new TypeError('Freshness rules need a tool to ask again');
    if (!isCron(freshnessRules)) {
      throw new TypeError(`The freshness rules are no cron expression: ${JSON.stringify(freshnessRules)}`);
    }
  }
  if (tool !== undefined) {
    requireNoArguments(tool);
    useTool(parts, tool);
  }
  const record: ContextVariable = {
    id: codedId(behaviours, 'variable', options.id, 'variable', agentId, name),
    createdAt: app.clock.now(),
    name,
    description,
    toolId: tool === undefined ? null : toolIdOf(tool),
    freshnessRules,
    tags: [`agent:${agentId}`, ...tagIds(options.tags)],
  };
  behaviours.define('variable', record);
  return new Variable(parts, record);
}

function requireNoArguments(tool: ToolDefinition): void {
  if (tool.parameters.safeParse({}).success) return;
  throw new TypeError(`The tool ${tool.name} needs arguments; the tool of a variable is called without any`);
}
