import type { TagsUpdate } from '@baton/protocol';
import type { DirectoryStore } from '../ports/directory-store.ts';
import { itemNotFound } from './problem.ts';

/** Prefixes of tags that stand for another entity and need not exist themselves. */
const VIRTUAL = /^(?:agent|journey|journey_node|guideline):/;

/** Every tag must exist; a virtual `agent:` tag must name an agent. Throws a 404 for the first that does not. */
export async function checkTags(directory: DirectoryStore, tags: readonly string[]): Promise<void> {
  for (const tag of tags) {
    if (tag === '__preamble__' || (await exists(directory, tag))) continue;
    throw itemNotFound(tag);
  }
}

async function exists(directory: DirectoryStore, tag: string): Promise<boolean> {
  if (tag.startsWith('agent:')) return (await directory.readAgent(tag.slice('agent:'.length))) !== null;
  return !VIRTUAL.test(tag) && (await directory.readTag(tag)) !== null;
}

/** The list with `add` added and `remove` removed. */
export function changeTags(tags: readonly string[], change: TagsUpdate | null | undefined): string[] {
  const changed = new Set([...tags, ...(change?.add ?? [])]);
  for (const tag of change?.remove ?? []) changed.delete(tag);
  return [...changed];
}
