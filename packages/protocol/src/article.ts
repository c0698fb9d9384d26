import { z } from 'zod';

/** A piece of the company's knowledge, as customers may read it. */
export interface Article {
  id: string;
  creation_utc: string;
  updated_utc: string;
  title: string;
  /** Markdown. */
  body: string;
  /** Where a customer finds it; null when nowhere. */
  url: string | null;
  /** `agent:<id>` or a tag of agents; empty: for all. */
  tags: string[];
  /** ISO 639-1; null when unknown. */
  language: string | null;
  /** Of an imported one the path in its folder, by which the next import knows it again. */
  path: string | null;
  /** The agent's own code defines it: it can be read here, not changed. */
  coded: boolean;
}
export const ArticleSchema: z.ZodType<Article> = z.object({
  id: z.string(),
  creation_utc: z.string(),
  updated_utc: z.string(),
  title: z.string(),
  body: z.string(),
  url: z.string().nullable(),
  tags: z.array(z.string()),
  language: z.string().nullable(),
  path: z.string().nullable(),
  coded: z.boolean(),
});

const fields = {
  title: z.string().trim().min(1).max(300),
  body: z.string().trim().min(1).max(200_000),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable(),
  tags: z.array(z.string().min(1).max(200)).max(100),
  language: z
    .string()
    .regex(/^[a-z]{2}$/, 'a two-letter code, e.g. es')
    .nullable(),
};

/** `POST /articles`. */
export interface CreateArticle {
  id?: string | null | undefined;
  title: string;
  body: string;
  url?: string | null | undefined;
  tags?: string[] | undefined;
  language?: string | null | undefined;
}
export const CreateArticleSchema: z.ZodType<CreateArticle> = z.object({
  id: z.string().min(1).max(100).nullish(),
  title: fields.title,
  body: fields.body,
  url: fields.url.optional(),
  tags: fields.tags.optional(),
  language: fields.language.optional(),
});

/** `PATCH /articles/{id}`: what is absent stays. */
export interface UpdateArticle extends Partial<Omit<CreateArticle, 'id'>> {}
export const UpdateArticleSchema: z.ZodType<UpdateArticle> = z.object({
  title: fields.title.optional(),
  body: fields.body.optional(),
  url: fields.url.optional(),
  tags: fields.tags.optional(),
  language: fields.language.optional(),
});

/**
 * `POST /articles/import`: Markdown files of a folder. The title is that of the front matter, else the first heading,
 * else made from the file's name; front matter may say `url`, `language` and `tags` too. A file whose path was
 * imported before with the same tags changes that article.
 */
export interface ImportArticles {
  files: { path: string; text: string }[];
  /** For all of them, e.g. `agent:insurance`. */
  tags?: string[] | undefined;
  /** Articles that were imported with these tags and are no longer among the files are deleted. */
  prune?: boolean | undefined;
}
export const ImportArticlesSchema: z.ZodType<ImportArticles> = z.object({
  files: z
    .array(z.object({ path: z.string().min(1).max(500), text: z.string().max(200_000) }))
    .min(1)
    .max(2000),
  tags: fields.tags.optional(),
  prune: z.boolean().optional(),
});

export interface ImportedArticles {
  created: number;
  updated: number;
  unchanged: number;
  deleted: number;
  /** Files that could not be taken, and why. */
  refused: { path: string; why: string }[];
}
export const ImportedArticlesSchema: z.ZodType<ImportedArticles> = z.object({
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  deleted: z.int(),
  refused: z.array(z.object({ path: z.string(), why: z.string() })),
});

/** An article that may answer a question, with the part of it that comes nearest: always to be cited by its title. */
export interface FoundArticle {
  article_id: string;
  title: string;
  url: string | null;
  passage: string;
  /** 0 to 1; from 0.5 on it is likely to answer. */
  score: number;
}
export const FoundArticleSchema: z.ZodType<FoundArticle> = z.object({
  article_id: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  passage: z.string(),
  score: z.number(),
});
