import type { ImportArticles, ImportedArticles } from '@baton/protocol';
import { contentId } from '../content-id.ts';
import type { ArticleRecord } from './article-record.ts';
import { articlePath, readArticleFile } from './read-article-file.ts';
import type { ArticleFile } from './read-article-file.ts';

/** A file of an import, read. */
export type ImportedFile =
  | { readonly type: 'read'; readonly id: string; readonly path: string; readonly article: ArticleFile }
  /** `id`: of the article it was before; null when the path is none. */
  | { readonly type: 'refused'; readonly id: string | null; readonly path: string; readonly why: string };

export interface ImportPlan {
  readonly put: readonly ArticleRecord[];
  readonly remove: readonly string[];
  readonly outcome: ImportedArticles;
}

/** One id for a path under the same tags, in whatever order: by it the next import knows the article again. */
export function importedId(path: string, tags: readonly string[]): string {
  return contentId('imported article', path, ...[...new Set(tags)].toSorted());
}

export function readImportedFile(
  { path: given, text }: ImportArticles['files'][number],
  tags: readonly string[],
): ImportedFile {
  const path = articlePath(given);
  if (path === null)
    return { type: 'refused', id: null, path: given, why: 'its path leads out of the folder' };
  const id = importedId(path, tags);
  const found = readArticleFile(path, text);
  if (found.type === 'refused') return { type: 'refused', id, path, why: found.why };
  return { type: 'read', id, path, article: found.article };
}

/**
 * What an import changes. Of files with one path the first counts. With `prune` what was imported under the same
 * tags and is no longer among the files goes; what a refused file was before stays as it was.
 */
export function planImport(
  files: readonly ImportedFile[],
  before: readonly ArticleRecord[],
  { tags, prune, now }: { readonly tags: readonly string[]; readonly prune: boolean; readonly now: number },
): ImportPlan {
  const known = new Map(before.map((record) => [record.id, record]));
  const seen = new Set<string>();
  const put: ArticleRecord[] = [];
  const refused: { path: string; why: string }[] = [];
  let [created, unchanged] = [0, 0];
  for (const file of files) {
    const again = file.id !== null && seen.has(file.id);
    if (file.id !== null) seen.add(file.id);
    if (again) refused.push({ path: file.path, why: 'the same path came before' });
    else if (file.type === 'refused') refused.push({ path: file.path, why: file.why });
    else {
      const old = known.get(file.id) ?? null;
      const record = recordOf(file, old, tags, now + created);
      if (old === null) created += 1;
      if (old !== null && saysSame(old, record)) unchanged += 1;
      else put.push(record);
    }
  }
  const remove = prune ? before.filter((record) => isGone(record, tags, seen)).map(({ id }) => id) : [];
  const updated = put.length - created;
  return { put, remove, outcome: { created, updated, unchanged, deleted: remove.length, refused } };
}

function recordOf(
  { id, path, article }: ImportedFile & { type: 'read' },
  old: ArticleRecord | null,
  tags: readonly string[],
  /** Of new ones a microsecond later each, so that they are listed in the order of the files. */
  now: number,
): ArticleRecord {
  return {
    id,
    createdAt: old?.createdAt ?? now,
    updatedAt: now,
    title: article.title,
    body: article.body,
    url: article.url,
    tags: [...new Set([...tags, ...article.tags])],
    language: article.language,
    path,
  };
}

function saysSame(a: ArticleRecord, b: ArticleRecord): boolean {
  const said = ({ title, body, url, language, tags }: ArticleRecord): string =>
    JSON.stringify([title, body, url, language, tags]);
  return said(a) === said(b);
}

function isGone({ id, path }: ArticleRecord, tags: readonly string[], seen: ReadonlySet<string>): boolean {
  return path !== null && id === importedId(path, tags) && !seen.has(id);
}
