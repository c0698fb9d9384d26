import type { LabelsUpdate, TagsUpdate } from '@baton/protocol';
import type { Behaviours } from '../app/behaviour/behaviours.ts';
import type { App } from '../app/app.ts';
import { itemNotFound } from './problem.ts';

interface Named {
  readonly app: Pick<App, 'directory'>;
  readonly behaviours: Behaviours;
}

/** `agent:<id>` and the like stand for another entity, which must exist; they are no entities themselves. */
const VIRTUAL = /^(agent|journey|journey_node|guideline):(.*)$/s;

/** Every tag must exist, or what it stands for. Throws a 404 for the first that does not. */
export async function checkTags(parts: Named, tags: readonly string[]): Promise<void> {
  for (const tag of tags) if (!(await tagExists(parts, tag))) throw itemNotFound(tag);
}

/** Whether there is such a tag, or what it stands for. */
export async function tagExists({ app, behaviours }: Named, tag: string): Promise<boolean> {
  if (tag === '__preamble__') return true;
  const [, entity, id = ''] = VIRTUAL.exec(tag) ?? [];
  switch (entity) {
    case 'agent':
      return (await app.directory.readAgent(id)) !== null;
    case 'journey':
      return behaviours.get('journey', id) !== null;
    case 'journey_node':
      return behaviours.list('journey').some(({ nodes }) => nodes.some((node) => node.id === id));
    case 'guideline':
      return behaviours.get('guideline', id) !== null;
    default:
      return (await app.directory.readTag(tag)) !== null;
  }
}

/** Whether it stands for another entity rather than being one. */
export function isVirtualTag(tag: string): boolean {
  return tag === '__preamble__' || VIRTUAL.test(tag);
}

/** The list with `add` added and `remove` removed. */
export function changeTags(tags: readonly string[], change: TagsUpdate | null | undefined): string[] {
  const changed = new Set([...tags, ...(change?.add ?? [])]);
  for (const tag of change?.remove ?? []) changed.delete(tag);
  return [...changed];
}

export function changeLabels(labels: readonly string[], change: LabelsUpdate | null | undefined): string[] {
  return changeTags(labels, { add: change?.upsert, remove: change?.remove });
}
