import { parse } from 'yaml';

/** What a Markdown file says of an article. */
export interface ArticleFile {
  readonly title: string;
  readonly body: string;
  readonly url: string | null;
  readonly language: string | null;
  readonly tags: readonly string[];
}

export type ReadArticle =
  | { readonly type: 'read'; readonly article: ArticleFile }
  /** `why` ends without a full stop and names no content but the field. */
  | { readonly type: 'refused'; readonly why: string };

const LONGEST_FRONT_MATTER = 8192;
const LONGEST_TITLE = 300;
const LONGEST_URL = 2000;
const MOST_TAGS = 100;
const LONGEST_TAG = 200;
/** Between two lines of three hyphens at the very beginning. */
const FRONT_MATTER = /^---[^\S\n]*\n([\s\S]*?)(?<=\n)---[^\S\n]*(?:\n|$)/;
const FIRST_HEADING = /^ {0,3}#{1,6}[^\S\n]+(\S.*)$/m;
const FENCE = /^ {0,3}(?:```|~~~)/m;

/**
 * A Markdown file as an article: what its front matter says (`title`, `url`, `language`, `tags`), else its first
 * heading for a title, else its name. Other fields are left out of account. `path` is as from `articlePath`.
 */
export function readArticleFile(path: string, text: string): ReadArticle {
  const file = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const front = frontMatterOf(file);
  if (typeof front === 'string') return { type: 'refused', why: front };
  const { fields, rest } = front;
  const heading = headingOf(rest);
  const own = fields['title'];
  const title = typeof own === 'string' || typeof own === 'number' ? String(own).trim() : heading?.text;
  const article = {
    title: (title === undefined || title === '' ? nameOf(path) : title)
      .slice(0, LONGEST_TITLE)
      .toWellFormed(),
    // The title is shown above it: it is not told twice.
    body: (heading?.first === true && heading.text === title ? heading.after : rest).trim(),
    url: (fields['url'] ?? null) as string | null,
    language: (fields['language'] ?? null) as string | null,
    tags: (fields['tags'] ?? []) as readonly string[],
  };
  const why = article.body === '' ? 'it has no text' : faultOf(article);
  return why === null ? { type: 'read', article } : { type: 'refused', why };
}

/** The path in one form: segments with `/` between them; null for one that leads out of its folder. */
export function articlePath(path: string): string | null {
  if (/[\p{Cc}\\]/u.test(path) || path.startsWith('/') || /^[a-z]:/i.test(path)) return null;
  const segments = path
    .normalize('NFC')
    .split('/')
    .filter((segment) => segment !== '.' && segment !== '');
  return segments.length === 0 || segments.includes('..') ? null : segments.join('/');
}

function frontMatterOf(file: string): { fields: Record<string, unknown>; rest: string } | string {
  const found = FRONT_MATTER.exec(file.slice(0, LONGEST_FRONT_MATTER));
  if (found === null) return { fields: {}, rest: file };
  let value: unknown;
  try {
    // Aliases, which can grow without end, are for nothing here.
    value = parse(found[1] ?? '', { maxAliasCount: 0, schema: 'core', logLevel: 'error' });
  } catch {
    return 'its front matter is no YAML';
  }
  const rest = file.slice(found[0].length);
  if (value === null || value === undefined) return { fields: {}, rest };
  if (typeof value !== 'object' || Array.isArray(value)) return 'its front matter is no list of fields';
  return { fields: { ...value }, rest };
}

function headingOf(text: string): { text: string; first: boolean; after: string } | null {
  const found = FIRST_HEADING.exec(text);
  const heading = withoutClosing(found?.[1]?.trim() ?? '');
  if (found === null || heading === '') return null;
  const before = text.slice(0, found.index);
  // A comment of a piece of code is no heading.
  if (FENCE.test(before)) return null;
  return { text: heading, first: before.trim() === '', after: text.slice(found.index + found[0].length) };
}

/** `Title ##` is “Title”. By hand: a pattern looks at blanks without end again from each of them. */
function withoutClosing(heading: string): string {
  let end = heading.length;
  while (heading[end - 1] === '#') end -= 1;
  const bare = heading.slice(0, end).trimEnd();
  return bare === '' || bare.length === end ? heading : bare;
}

/** `getting-started/first_steps.md` is about “First steps”. */
function nameOf(path: string): string {
  const segments = path.split('/');
  const file = (segments.at(-1) ?? '').replace(/\.[^.]*$/, '');
  const name = /^(?:index|readme)$/i.test(file) && segments.length > 1 ? (segments.at(-2) ?? file) : file;
  const words = name.replace(/[-_]+/g, ' ').trim();
  return words === '' ? path : words.charAt(0).toUpperCase() + words.slice(1);
}

function faultOf({ url, language, tags }: Record<keyof ArticleFile, unknown>): string | null {
  if (url !== null && !isAddress(url)) return 'its url is no http address';
  if (language !== null && !(typeof language === 'string' && /^[a-z]{2}$/.test(language)))
    return 'its language is no two-letter code, e.g. es';
  const all: unknown[] | null = Array.isArray(tags) && tags.length <= MOST_TAGS ? tags : null;
  const isTag = (tag: unknown): boolean =>
    typeof tag === 'string' && tag.length > 0 && tag.length <= LONGEST_TAG;
  return all !== null && all.every(isTag) ? null : 'its tags are no list of tags';
}

function isAddress(url: unknown): boolean {
  if (typeof url !== 'string' || url.length > LONGEST_URL) return false;
  const parsed = URL.parse(url);
  return parsed !== null && (parsed.protocol === 'https:' || parsed.protocol === 'http:');
}
