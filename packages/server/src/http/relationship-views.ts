import type { Relationship as RelationshipView, Tag, Tool, ToolParameterType } from '@baton/protocol';
import { z } from 'zod';
import type { Relationship, RelationshipEnd } from '../core/behaviour/relationship.ts';
import type { ToolId } from '../core/behaviour/tool-id.ts';
import { formatTime } from '../core/time.ts';
import type { ToolDefinition } from '../engine/tool-definition.ts';
import { guidelineView } from './behaviour-views.ts';
import type { ServerParts } from './server-parts.ts';
import { isVirtualTag } from './tag-lists.ts';
import { tagView } from './views.ts';

/** Relationships with what they are between. */
export async function relationshipViews(
  parts: ServerParts,
  relationships: readonly Relationship[],
): Promise<RelationshipView[]> {
  const tags = await tagsOf(parts, relationships);
  return relationships.map((relationship) => {
    const { source, target } = relationship;
    return {
      id: relationship.id,
      source_guideline: guidelineAt(parts, source),
      source_tag: source.type === 'tag' ? (tags.get(source.id) ?? null) : null,
      source_tool: source.type === 'tool' ? toolAt(parts, source.id, relationship) : null,
      target_guideline: guidelineAt(parts, target),
      target_tag: target.type === 'tag' ? (tags.get(target.id) ?? null) : null,
      target_tool: target.type === 'tool' ? toolAt(parts, target.id, relationship) : null,
      kind: relationship.kind,
    };
  });
}

function guidelineAt(
  { behaviours }: ServerParts,
  end: RelationshipEnd,
): RelationshipView['source_guideline'] {
  const guideline = end.type === 'guideline' ? behaviours.get('guideline', end.id) : null;
  return guideline === null ? null : guidelineView(guideline);
}

/** Those that are tags, and those that stand for something else under their own name. */
async function tagsOf(
  { app }: ServerParts,
  relationships: readonly Relationship[],
): Promise<ReadonlyMap<string, Tag>> {
  const tags = new Map<string, Tag>();
  const plain = new Set<string>();
  for (const { source, target, createdAt } of relationships) {
    for (const end of [source, target]) {
      if (end.type !== 'tag') continue;
      if (isVirtualTag(end.id)) tags.set(end.id, tagView({ id: end.id, name: end.id, createdAt }));
      else plain.add(end.id);
    }
  }
  for (const id of plain) {
    const tag = await app.directory.readTag(id);
    if (tag !== null) tags.set(id, tagView(tag));
  }
  return tags;
}

/** A service that is not reached now leaves nothing but the tool's name. */
function toolAt({ behaviours }: ServerParts, id: ToolId, { createdAt }: Relationship): Tool {
  const definition = behaviours.tool(id);
  const creation = formatTime(createdAt);
  if (definition === null)
    return { creation_utc: creation, name: id.tool, description: '', parameters: {}, required: [] };
  return toolView(definition, creation);
}

interface ParameterSchema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: (string | number)[];
}

const TYPES: ReadonlySet<string> = new Set<ToolParameterType>([
  'string',
  'number',
  'integer',
  'boolean',
  'array',
]);

function toolView(tool: ToolDefinition, creation: string): Tool {
  const schema = z.toJSONSchema(tool.parameters, { io: 'input', unrepresentable: 'any' });
  const parameters = Object.entries(schema.properties ?? {}).map(([name, value]) => {
    const { type = '', description = null, enum: choices = null } = value as ParameterSchema;
    return [
      name,
      { type: TYPES.has(type) ? (type as ToolParameterType) : 'string', description, enum: choices },
    ] as const;
  });
  return {
    creation_utc: creation,
    name: tool.name,
    description: tool.description,
    parameters: Object.fromEntries(parameters),
    required: schema.required ?? [],
  };
}
