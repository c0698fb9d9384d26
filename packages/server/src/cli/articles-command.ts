import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { KnowledgeClient, RequestError } from '@baton/client';
import type { ImportedArticles } from '@baton/protocol';
import { importedId } from '../core/behaviour/plan-import.ts';
import { FolderError, readMarkdownFolder } from './read-markdown-folder.ts';
import type { MarkdownFile } from './read-markdown-folder.ts';
import { UsageError } from './usage-error.ts';

export const ARTICLES_USAGE = `baton articles import <folder> [options]

Makes the Markdown files of a folder articles that agents answer from. The same files again change nothing; a file that
has changed changes its article.

  --agent <id>                  for this agent alone; default: for all
  --tag <tag>                   for the agents with this tag; may be repeated
  --prune                       delete articles that were imported with the same --agent and --tag and have no file now
  --server <url>                default http://127.0.0.1:8800
  --key <key>                   default: what BATON_API_KEY holds
`;

const SERVER = 'http://127.0.0.1:8800';
/** A request takes at most so many files, and bytes. */
const MOST_AT_ONCE = 2000;
const BYTES_AT_ONCE = 12 * 1024 * 1024;

/** Carries out `baton articles`. Answers the exit code: 0 when all is imported, 1 when files were refused, 2 when nothing could be done. */
export async function articlesCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      agent: { type: 'string' },
      tag: { type: 'string', multiple: true, default: [] },
      prune: { type: 'boolean', default: false },
      server: { type: 'string', default: SERVER },
      key: { type: 'string' },
    },
  });
  const [verb, folder, ...more] = positionals;
  if (verb !== 'import' || folder === undefined || more.length > 0)
    throw new UsageError('Say what is to be done: baton articles import <folder>.');
  if (URL.parse(values.server) === null) throw new UsageError(`--server: ${values.server} is no address.`);
  if (!(await isFolder(folder))) throw new UsageError(`${folder} is no folder.`);
  const tags = [...(values.agent === undefined ? [] : [`agent:${values.agent}`]), ...values.tag];
  const token = values.key ?? process.env['BATON_API_KEY'];
  const client = new KnowledgeClient({ baseUrl: values.server, ...(token !== undefined && { token }) });
  try {
    const { files, skipped } = await readMarkdownFolder(folder);
    if (files.length === 0) throw new FolderError(`There are no Markdown files in ${folder}.`);
    const outcome = await send(client, files, {
      tags,
      prune: values.prune,
      kept: skipped.map(({ path }) => path),
    });
    return report({ ...outcome, refused: [...skipped, ...outcome.refused] });
  } catch (error) {
    process.stderr.write(`${explain(error, values.server)}\n`);
    return 2;
  }
}

/**
 * In one request and one change where it fits. Else in several, and what has gone is deleted afterwards. Files that
 * could not be read keep their articles.
 */
async function send(
  client: KnowledgeClient,
  files: readonly MarkdownFile[],
  { tags, prune, kept }: { tags: readonly string[]; prune: boolean; kept: readonly string[] },
): Promise<ImportedArticles> {
  const batches = inBatches(files);
  const atOnce = batches.length === 1 && kept.length === 0;
  const total: ImportedArticles = { created: 0, updated: 0, unchanged: 0, deleted: 0, refused: [] };
  for (const batch of batches) {
    const outcome = await client.importArticles({
      files: [...batch],
      tags: [...tags],
      ...(prune && atOnce && { prune }),
    });
    total.created += outcome.created;
    total.updated += outcome.updated;
    total.unchanged += outcome.unchanged;
    total.deleted += outcome.deleted;
    total.refused.push(...outcome.refused);
  }
  if (!prune || atOnce) return total;
  const present = new Set(
    [...files.map(({ path }) => path), ...kept].map((path) => importedId(path.normalize('NFC'), tags)),
  );
  for (const { id, path } of await client.listArticles()) {
    if (path === null || id !== importedId(path, tags) || present.has(id)) continue;
    await client.deleteArticle(id);
    total.deleted += 1;
  }
  return total;
}

function inBatches(files: readonly MarkdownFile[]): readonly (readonly MarkdownFile[])[] {
  const batches: MarkdownFile[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const file of files) {
    const size = Buffer.byteLength(JSON.stringify(file)) + 1;
    if (bytes + size > BYTES_AT_ONCE || (batches.at(-1)?.length ?? 0) >= MOST_AT_ONCE) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)?.push(file);
    bytes += size;
  }
  return batches;
}

function report({ created, updated, unchanged, deleted, refused }: ImportedArticles): number {
  process.stdout.write(
    `${created} created, ${updated} updated, ${unchanged} unchanged, ${deleted} deleted\n`,
  );
  for (const { path, why } of refused) process.stderr.write(`${path} was not taken: ${why}\n`);
  return refused.length === 0 ? 0 : 1;
}

function explain(error: unknown, server: string): string {
  if (error instanceof FolderError) return error.message;
  if (error instanceof RequestError) {
    return error.status === 401 || error.status === 403
      ? `${server} refused: ${error.message} Give a key of an admin or an integration with --key.`
      : `${server} refused: ${error.message}`;
  }
  if (error instanceof TypeError && error.cause !== undefined) return `${server} does not answer.`;
  throw error;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
