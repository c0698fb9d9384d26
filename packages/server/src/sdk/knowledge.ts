import type { Capability, Term } from '../core/behaviour/knowledge.ts';
import type { AuthorParts } from './author-parts.ts';
import { requireText } from './check-text.ts';
import { codedId } from './coded-id.ts';
import { tagIds } from './tag.ts';
import type { TagLike } from './tag.ts';

export interface TermOptions {
  readonly name: string;
  readonly description: string;
  readonly synonyms?: readonly string[];
  readonly tags?: readonly TagLike[];
  readonly id?: string;
}

export interface CapabilityOptions {
  readonly title: string;
  readonly description: string;
  /** Things a customer says who could use it. */
  readonly signals?: readonly string[];
  readonly tags?: readonly TagLike[];
  readonly id?: string;
}

export function createTerm({ app, behaviours }: AuthorParts, agentId: string, options: TermOptions): Term {
  const { name, description, synonyms = [] } = options;
  requireText('name', name);
  requireText('description', description);
  const term: Term = {
    id: codedId(behaviours, 'term', options.id, 'term', agentId, name),
    createdAt: app.clock.now(),
    name,
    description,
    synonyms: [...synonyms],
    tags: [`agent:${agentId}`, ...tagIds(options.tags)],
  };
  behaviours.define('term', term);
  return term;
}

export function createCapability(
  { app, behaviours }: AuthorParts,
  agentId: string,
  options: CapabilityOptions,
): Capability {
  const { title, description, signals = [] } = options;
  requireText('title', title);
  requireText('description', description);
  const capability: Capability = {
    id: codedId(behaviours, 'capability', options.id, 'capability', agentId, title),
    createdAt: app.clock.now(),
    title,
    description,
    signals: [...signals],
    tags: [`agent:${agentId}`, ...tagIds(options.tags)],
  };
  behaviours.define('capability', capability);
  return capability;
}
