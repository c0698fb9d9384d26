import {
  ArticleSchema,
  CreateArticleSchema,
  FoundArticleSchema,
  ImportArticlesSchema,
  ImportedArticlesSchema,
  UpdateArticleSchema,
} from '@baton/protocol';
import type { Article, CreateArticle, UpdateArticle } from '@baton/protocol';
import { checkSetup } from '../access/staff-access.ts';
import { z } from 'zod';
import { ArticlePreparer } from '../../app/behaviour/article-preparer.ts';
import { noRoomFor } from '../../app/behaviour/article-room.ts';
import { importArticles, readImport } from '../../app/behaviour/import-articles.ts';
import { removals } from '../../app/behaviour/removals.ts';
import type { ArticleRecord } from '../../core/behaviour/article-record.ts';
import { formatTime } from '../../core/time.ts';
import type { BehaviourEntity } from '../behaviour-entity.ts';
import { readingRoute } from '../behaviour-entity.ts';
import { findRecord, newId } from '../behaviour-references.ts';
import { itemNotFound, unprocessable } from '../problem.ts';
import { intParam, requiredTextParam, textParam } from '../query.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';
import { inPages, streamArray } from '../stream-array.ts';
import { checkTags, tagExists } from '../tag-lists.ts';

const PATH = '/articles';
const TAG = 'articles';
/** A folder of 2000 files of 8 kB. */
const LARGEST_IMPORT = 16 * 1024 * 1024;
const FOUND = { most: 20, usual: 5 } as const;
/** They are ways of their own below `/articles`. */
const RESERVED: ReadonlySet<string> = new Set(['search', 'import']);

/** What agents answer from: their own articles and those for all. */
export function articleRoutes(parts: ServerParts): void {
  const preparer = new ArticlePreparer(parts);
  const entity: BehaviourEntity<'article'> = {
    kind: 'article',
    path: PATH,
    parameter: 'article_id',
    noun: 'Article',
    response: ArticleSchema,
    view: (article) => articleView(parts, article),
  };
  creating(parts, preparer);
  listing(parts);
  searching(parts);
  importing(parts, preparer);
  readingRoute(parts, entity);
  changing(parts, preparer);
  deleting(parts, preparer);
}

function articleView({ behaviours }: Pick<ServerParts, 'behaviours'>, article: ArticleRecord): Article {
  return {
    id: article.id,
    creation_utc: formatTime(article.createdAt),
    updated_utc: formatTime(article.updatedAt),
    title: article.title,
    body: article.body,
    url: article.url,
    tags: [...article.tags],
    language: article.language,
    path: article.path,
    coded: behaviours.isCoded('article', article.id),
  };
}

function creating(parts: ServerParts, preparer: ArticlePreparer): void {
  const { behaviours, writer, app } = parts;
  route(parts, {
    method: 'POST',
    path: PATH,
    operation: 'setup.write',
    tag: TAG,
    summary: 'Create an article',
    body: CreateArticleSchema,
    response: ArticleSchema,
    status: 201,
    refusals: [403, 404],
    handle({ body, principal }) {
      checkSetup(principal, parts.staff);
      return writer.run(async () => {
        await checkTags(parts, body.tags ?? []);
        const isTaken = (id: string): boolean => RESERVED.has(id) || behaviours.get('article', id) !== null;
        const id = newId(isTaken, 'Article', body.id, [
          body.title,
          body.body,
          JSON.stringify(body.tags ?? []),
        ]);
        const record = newArticle(body, id, app.clock.now());
        await store(parts, record, preparer);
        return articleView(parts, record);
      });
    },
  });
}

function newArticle(body: CreateArticle, id: string, now: number): ArticleRecord {
  return {
    id,
    createdAt: now,
    updatedAt: now,
    title: body.title,
    body: body.body,
    url: body.url ?? null,
    tags: [...new Set(body.tags ?? [])],
    language: body.language ?? null,
    path: null,
  };
}

const ListQuerySchema = z.object({ agent_id: textParam('Only those that hold for this agent.') });

function listing(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: PATH,
    operation: 'behaviour.read',
    tag: TAG,
    summary: 'List articles, oldest first',
    query: ListQuerySchema,
    response: z.array(ArticleSchema),
    status: 200,
    refusals: [403, 404],
    async handle({ query, reply }) {
      const articles = await articlesOf(parts, query.agent_id);
      return streamArray(
        reply,
        inPages(articles, (page) => page.map((article) => articleView(parts, article))),
      );
    },
  });
}

const SearchQuerySchema = z.object({
  query: requiredTextParam('What a customer asks.', 1000),
  agent_id: textParam('Only among those that hold for this agent.'),
  limit: intParam('How many at most; default 5.', { min: 1, max: FOUND.most }),
});

function searching(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: `${PATH}/search`,
    operation: 'behaviour.read',
    tag: TAG,
    summary: 'Find the articles that may answer a question, as the AI does, best first',
    query: SearchQuerySchema,
    response: z.array(FoundArticleSchema),
    status: 200,
    refusals: [403, 404],
    async handle({ query }) {
      const articles = await articlesOf(parts, query.agent_id);
      const found = await parts.app.articleSearch.search(articles, query.query, query.limit ?? FOUND.usual);
      return found.map(({ article: { id, title, url }, passage, score }) => ({
        article_id: id,
        title,
        url,
        passage,
        score: Math.round(score * 1000) / 1000,
      }));
    },
  });
}

function importing(parts: ServerParts, preparer: ArticlePreparer): void {
  const { behaviours, writer, app } = parts;
  route(parts, {
    method: 'POST',
    path: `${PATH}/import`,
    operation: 'setup.write',
    tag: TAG,
    summary: 'Import Markdown files; the same files again change nothing',
    body: ImportArticlesSchema,
    bodyLimit: LARGEST_IMPORT,
    response: ImportedArticlesSchema,
    status: 200,
    refusals: [403, 404, 413],
    handle({ body, principal }) {
      checkSetup(principal, parts.staff);
      return writer.run(async () => {
        await checkTags(parts, body.tags ?? []);
        const files = await readImport(body, (tag) => tagExists(parts, tag));
        const imported = await importArticles({ behaviours, clock: app.clock }, files, body);
        if (imported.type === 'no-room') throw unprocessable(imported.detail);
        preparer.soon();
        return imported.outcome;
      });
    },
  });
}

function changing(parts: ServerParts, preparer: ArticlePreparer): void {
  const { writer, app } = parts;
  route(parts, {
    method: 'PATCH',
    path: `${PATH}/:article_id`,
    operation: 'setup.write',
    tag: TAG,
    summary: 'Change an article',
    body: UpdateArticleSchema,
    response: ArticleSchema,
    status: 200,
    refusals: [403, 404],
    handle({ params, body, principal }) {
      checkSetup(principal, parts.staff);
      return writer.run(async () => {
        const article = findRecord(parts, 'article', params['article_id'] ?? '');
        refuseCoded(parts, article.id);
        await checkTags(parts, body.tags ?? []);
        const record = changed(article, body, app.clock.now());
        await store(parts, record, preparer);
        return articleView(parts, record);
      });
    },
  });
}

function changed(article: ArticleRecord, body: UpdateArticle, now: number): ArticleRecord {
  const { title, body: text, url, tags, language } = body;
  return {
    ...article,
    updatedAt: now,
    ...(title !== undefined && { title }),
    ...(text !== undefined && { body: text }),
    ...(url !== undefined && { url }),
    ...(tags !== undefined && { tags: [...new Set(tags)] }),
    ...(language !== undefined && { language }),
  };
}

function deleting(parts: ServerParts, preparer: ArticlePreparer): void {
  const { behaviours, writer } = parts;
  route(parts, {
    method: 'DELETE',
    path: `${PATH}/:article_id`,
    operation: 'setup.write',
    tag: TAG,
    summary: 'Delete an article',
    status: 204,
    refusals: [403, 404],
    handle({ params, principal }) {
      checkSetup(principal, parts.staff);
      return writer.run(async () => {
        const { id } = findRecord(parts, 'article', params['article_id'] ?? '');
        refuseCoded(parts, id);
        await behaviours.apply(removals(behaviours, { records: [{ kind: 'article', id }] }));
        preparer.soon();
      });
    },
  });
}

function refuseCoded({ behaviours }: ServerParts, id: string): void {
  if (behaviours.isCoded('article', id))
    throw unprocessable(`'${id}' is defined in the agent's code: change or remove it there.`);
}

async function articlesOf(
  { app, behaviours }: ServerParts,
  agentId: string | undefined,
): Promise<readonly ArticleRecord[]> {
  if (agentId === undefined) return behaviours.articlesOf(null);
  const agent = await app.directory.readAgent(agentId);
  if (agent === null) throw itemNotFound(agentId);
  return behaviours.articlesOf(agent);
}

async function store(
  { behaviours }: ServerParts,
  record: ArticleRecord,
  preparer: ArticlePreparer,
): Promise<void> {
  const full = noRoomFor(behaviours, [record]);
  if (full !== null) throw unprocessable(full);
  await behaviours.apply([{ op: 'put', kind: 'article', record }]);
  preparer.soon();
}
