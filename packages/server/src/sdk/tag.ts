import { Related } from './related.ts';
import type { AuthorParts } from './author-parts.ts';

/** A name for several things. */
export class Tag extends Related {
  readonly id: string;
  readonly name: string;

  constructor(parts: AuthorParts, id: string, name: string) {
    super(parts, { type: 'tag', id });
    this.id = id;
    this.name = name;
  }

  /** Under which variables keep its value. */
  get valueKey(): string {
    return `tag:${this.id}`;
  }
}

/** A tag, or its id. */
export type TagLike = Tag | string;

export function tagIds(tags: readonly TagLike[] = []): string[] {
  return [...new Set(tags.map((tag) => (typeof tag === 'string' ? tag : tag.id)))];
}
