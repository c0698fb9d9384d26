import type { JsonObject } from '@baton/protocol';
import type { CannedField, CannedResponse as CannedResponseRecord } from '../core/behaviour/knowledge.ts';
import { parseTemplate } from '../core/canned/parse-template.ts';
import type { AuthorParts } from './author-parts.ts';
import { requireText } from './check-text.ts';
import { codedId } from './coded-id.ts';
import { tagIds } from './tag.ts';
import type { TagLike } from './tag.ts';

export interface CannedResponseOptions {
  /** What the template's fields mean, for those that a model fills. */
  readonly fields?: readonly { name: string; description: string; examples?: readonly string[] }[];
  /** Texts it is near to: drafts it may stand for. */
  readonly signals?: readonly string[];
  readonly tags?: readonly TagLike[];
  /** Put on the message's event. */
  readonly metadata?: JsonObject;
  /** Fields that must be there for it to be offered, though its text does not name them. */
  readonly fieldDependencies?: readonly string[];
  readonly id?: string;
}

/** A reply written ahead. */
export class CannedResponse {
  readonly id: string;
  readonly #parts: AuthorParts;

  constructor(parts: AuthorParts, id: string) {
    this.#parts = parts;
    this.id = id;
  }

  /** As it holds now, with what was changed over REST. */
  get record(): CannedResponseRecord {
    const record = this.#parts.behaviours.get('canned_response', this.id);
    if (record === null) throw new Error(`There is no canned response ${this.id} any more`);
    return record;
  }

  /** Offers it, too, where what the tag names applies. Throws an Error for one that was made over REST. */
  addTag(tag: string): void {
    const { behaviours } = this.#parts;
    const record = behaviours.coded('canned_response', this.id);
    if (record === null) {
      throw new Error(`The canned response ${this.id} was made over REST: it is changed there`);
    }
    if (record.tags.includes(tag)) return;
    behaviours.define('canned_response', { ...record, tags: [...record.tags, tag] });
  }
}

/** Defines a canned response; `scope` are the tags that say where it is offered. Throws a TypeError for a template that cannot be read. */
export function createCannedResponse(
  parts: AuthorParts,
  scope: readonly string[],
  template: string,
  options: CannedResponseOptions = {},
): CannedResponse {
  const { behaviours, app } = parts;
  requireText('template', template);
  const parsed = parseTemplate(template);
  if (!parsed.ok) throw new TypeError(`The template cannot be used: ${parsed.problem}`);
  const record: CannedResponseRecord = {
    id: codedId(behaviours, 'canned_response', options.id, 'canned_response', ...scope, template),
    createdAt: app.clock.now(),
    value: template,
    fields: (options.fields ?? []).map(({ name, description, examples = [] }): CannedField => ({
      name,
      description,
      examples: [...examples],
    })),
    tags: [...scope, ...tagIds(options.tags)],
    signals: [...(options.signals ?? [])],
    metadata: options.metadata ?? {},
    fieldDependencies: [...(options.fieldDependencies ?? [])],
  };
  behaviours.define('canned_response', record);
  return new CannedResponse(parts, record.id);
}
