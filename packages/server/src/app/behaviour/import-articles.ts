import { setImmediate } from 'node:timers/promises';
import type { ImportArticles, ImportedArticles } from '@baton/protocol';
import { planImport, readImportedFile } from '../../core/behaviour/plan-import.ts';
import type { ImportedFile } from '../../core/behaviour/plan-import.ts';
import type { BehaviourChange } from '../../ports/behaviour-store.ts';
import type { Clock } from '../../ports/clock.ts';
import { noRoomFor } from './article-room.ts';
import type { Behaviours } from './behaviours.ts';

export type ImportOutcome =
  | { readonly type: 'imported'; readonly outcome: ImportedArticles }
  | { readonly type: 'no-room'; readonly detail: string };

/**
 * Reads the files of an import. Front matter that is made for it takes 40 ms: everything else runs in between.
 * `hasTag` tells whether a tag of a file's own is there.
 */
export async function readImport(
  { files, tags = [] }: ImportArticles,
  hasTag: (tag: string) => Promise<boolean>,
): Promise<readonly ImportedFile[]> {
  const read: ImportedFile[] = [];
  for (const given of files) {
    const file = readImportedFile(given, tags);
    const missing = file.type === 'read' ? await firstMissing(file.article.tags, hasTag) : null;
    if (missing === null) read.push(file);
    else read.push({ type: 'refused', id: file.id, path: file.path, why: `there is no tag '${missing}'` });
    await setImmediate();
  }
  return read;
}

/** Stores all that the files change, or nothing. */
export async function importArticles(
  { behaviours, clock }: { readonly behaviours: Behaviours; readonly clock: Clock },
  files: readonly ImportedFile[],
  { tags = [], prune = false }: Pick<ImportArticles, 'tags' | 'prune'>,
): Promise<ImportOutcome> {
  const { put, remove, outcome } = planImport(files, behaviours.stored('article'), {
    tags,
    prune,
    now: clock.now(),
  });
  const detail = noRoomFor(behaviours, put, remove);
  if (detail !== null) return { type: 'no-room', detail };
  const changes: BehaviourChange[] = [
    ...put.map((record) => ({ op: 'put', kind: 'article', record }) as const),
    ...remove.map((id) => ({ op: 'delete', kind: 'article', id }) as const),
  ];
  await behaviours.apply(changes);
  return { type: 'imported', outcome };
}

async function firstMissing(
  tags: readonly string[],
  hasTag: (tag: string) => Promise<boolean>,
): Promise<string | null> {
  for (const tag of tags) if (!(await hasTag(tag))) return tag.slice(0, 100);
  return null;
}
