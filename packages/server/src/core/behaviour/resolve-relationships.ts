import type { Relationship, RelationshipEnd, RelationshipKind } from './relationship.ts';
import { toolKey } from './tool-id.ts';
import type { ToolId } from './tool-id.ts';

/** What can stand at an end of a relationship: a guideline, or a journey's state as one. */
export interface Relatable {
  readonly id: string;
  readonly tags: readonly string[];
  readonly priority: number;
  readonly toolIds: readonly ToolId[];
}

export interface Dropped {
  readonly id: string;
  /** `disambiguation`: the customer is asked first, or what he means is clear; `level`: something of a higher priority number holds. */
  readonly because: 'dependency' | 'priority' | 'level' | 'disambiguation';
  /** Id of what silenced it, or of the end that was missing. */
  readonly by: string;
}

/** An observation that holds although it is not clear which of the options is meant. */
export interface OpenQuestion {
  readonly source: string;
  /** Ids of guidelines, or tags such as `journey:<id>`. */
  readonly options: readonly string[];
}

export interface Resolution {
  /** Ids of what applies, in the order given; what was entailed comes last. */
  readonly kept: readonly string[];
  /** Of `kept`, those that hold because something else does. */
  readonly entailed: readonly string[];
  readonly dropped: readonly Dropped[];
  readonly questions: readonly OpenQuestion[];
}

/**
 * Settles what applies of what was matched. Entailment adds; an open question takes its options away; what lacks
 * something it depends on goes; what something else is preferred to goes; of what is left only the highest
 * priority number stays, what was entailed apart. What has gone silences nobody: should a silencer go for want of
 * what it depends on, those it silenced are judged again without it. The same input gives the same answer whatever
 * the order of the relationships. `candidates`: all that could be entailed. `active`: tags that hold by themselves,
 * such as `journey:<id>` of an open journey.
 */
export function resolveRelationships(
  matched: readonly Relatable[],
  candidates: readonly Relatable[],
  relationships: readonly Relationship[],
  active: ReadonlySet<string> = new Set(),
): Resolution {
  const links = new Links(relationships, active);
  const entailed = entail(matched, candidates, links);
  const all = [...matched, ...entailed];
  const { questions, dropped: unclear } = disambiguate(all, links);
  const asked = without(all, unclear);

  const gone = new Set<string>();
  for (;;) {
    const standing = asked.filter(({ id }) => !gone.has(id));
    const lacking = dependents(standing, links);
    const depending = without(standing, lacking);
    const silenced = silence(depending, links);
    const preferred = without(depending, silenced);
    const lower = belowHighest(preferred, entailed);
    const left = without(preferred, lower);
    // Dropping by preference may have taken what a silencer depends on.
    const late = dependents(left, links);
    if (late.length > 0) {
      for (const { id } of late) gone.add(id);
      continue;
    }
    const removed = asked
      .filter(({ id }) => gone.has(id))
      .map(({ id }) => ({ id, because: 'dependency' as const, by: missingEnd(id, left, links) }));
    return {
      kept: left.map(({ id }) => id),
      entailed: left.filter((each) => entailed.includes(each)).map(({ id }) => id),
      dropped: [...unclear, ...removed, ...lacking, ...silenced, ...lower],
      questions,
    };
  }
}

/** Relationships by kind, and what their ends mean. */
class Links {
  readonly #byKind: ReadonlyMap<RelationshipKind, readonly Relationship[]>;
  readonly #active: ReadonlySet<string>;

  constructor(relationships: readonly Relationship[], active: ReadonlySet<string>) {
    this.#byKind = Map.groupBy(relationships, ({ kind }) => kind);
    this.#active = active;
  }

  of(kind: RelationshipKind): readonly Relationship[] {
    return this.#byKind.get(kind) ?? [];
  }

  /** Whether an end holds: something it names is there, or its tag holds by itself. */
  holds(end: RelationshipEnd, among: readonly Relatable[]): boolean {
    return (end.type === 'tag' && this.#active.has(end.id)) || among.some((each) => isAt(each, end));
  }
}

/** Whether something is what an end names. */
export function isAt({ id, tags, toolIds }: Relatable, end: RelationshipEnd): boolean {
  switch (end.type) {
    case 'guideline':
      return end.id === id;
    case 'tag':
      return tags.includes(end.id) || end.id === `guideline:${id}`;
    case 'tool':
      return toolIds.some((tool) => toolKey(tool) === toolKey(end.id));
  }
}

function entail(
  matched: readonly Relatable[],
  candidates: readonly Relatable[],
  links: Links,
): readonly Relatable[] {
  const known = new Set(matched.map(({ id }) => id));
  const added: Relatable[] = [];
  const waiting = [...matched];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    for (const { source, target } of links.of('entailment')) {
      if (!isAt(next, source)) continue;
      for (const candidate of candidates) {
        if (known.has(candidate.id) || !isAt(candidate, target)) continue;
        known.add(candidate.id);
        added.push(candidate);
        waiting.push(candidate);
      }
    }
  }
  return added;
}

/**
 * With one option matched what is meant is clear: the observation goes. With none or several the customer is
 * asked: the options go.
 */
function disambiguate(
  all: readonly Relatable[],
  links: Links,
): { questions: readonly OpenQuestion[]; dropped: readonly Dropped[] } {
  const questions: OpenQuestion[] = [];
  const dropped = new Map<string, Dropped>();
  for (const item of all) {
    const ends = links
      .of('disambiguation')
      .filter(({ source }) => isAt(item, source))
      .map(({ target }) => target);
    if (ends.length === 0) continue;
    const met = ends.filter((end) => all.some((each) => each.id !== item.id && isAt(each, end)));
    const [only] = met;
    if (met.length === 1 && only !== undefined) {
      dropped.set(item.id, { id: item.id, because: 'disambiguation', by: nameOf(only) });
      continue;
    }
    questions.push({ source: item.id, options: [...new Set(ends.map(nameOf))].toSorted() });
    for (const each of all) {
      if (each.id === item.id || !met.some((end) => isAt(each, end))) continue;
      dropped.set(each.id, { id: each.id, because: 'disambiguation', by: item.id });
    }
  }
  return { questions, dropped: [...dropped.values()] };
}

/** Those that lack something they depend on; what lacks something is no support for others. */
function dependents(standing: readonly Relatable[], links: Links): readonly Dropped[] {
  const dropped: Dropped[] = [];
  let left = standing;
  for (;;) {
    const now = left.flatMap((item) => {
      const missing = missingFor(item, left, links);
      return missing === null ? [] : [{ id: item.id, because: 'dependency' as const, by: nameOf(missing) }];
    });
    if (now.length === 0) return dropped;
    dropped.push(...now);
    left = without(left, now);
  }
}

/** What an item lacks; null when nothing. Of `dependency` all are needed, of `dependency_any` one. */
function missingFor(item: Relatable, left: readonly Relatable[], links: Links): RelationshipEnd | null {
  const others = left.filter(({ id }) => id !== item.id);
  const targets = (kind: RelationshipKind): readonly RelationshipEnd[] =>
    links
      .of(kind)
      .filter(({ source }) => isAt(item, source))
      .map(({ target }) => target);
  const missing = targets('dependency').find((end) => !links.holds(end, others));
  if (missing !== undefined) return missing;
  const any = targets('dependency_any');
  return any.some((end) => links.holds(end, others)) ? null : (any[0] ?? null);
}

function missingEnd(id: string, left: readonly Relatable[], links: Links): string {
  const end = links
    .of('dependency')
    .concat(links.of('dependency_any'))
    .find(({ source, target }) => endNames(source, id) && !links.holds(target, left))?.target;
  return end === undefined ? '' : nameOf(end);
}

function endNames(end: RelationshipEnd, id: string): boolean {
  return end.type === 'guideline' ? end.id === id : end.type === 'tag' && end.id === `guideline:${id}`;
}

/** Those something else is preferred to. Two that are each preferred to the other both stay. */
function silence(standing: readonly Relatable[], links: Links): readonly Dropped[] {
  const preferences = links.of('priority');
  const preferredTo = (item: Relatable): Relatable | 'tag' | null => {
    for (const { source, target } of preferences) {
      if (!isAt(item, target) || isAt(item, source)) continue;
      const winner = standing.find((each) => each.id !== item.id && isAt(each, source));
      if (winner !== undefined) {
        if (!isPreferred(item, winner, preferences)) return winner;
      } else if (links.holds(source, [])) {
        return 'tag';
      }
    }
    return null;
  };
  return standing.flatMap((item) => {
    const winner = preferredTo(item);
    if (winner === null) return [];
    const by = winner === 'tag' ? 'an open journey' : winner.id;
    return [{ id: item.id, because: 'priority' as const, by }];
  });
}

function isPreferred(item: Relatable, to: Relatable, preferences: readonly Relationship[]): boolean {
  return preferences.some(({ source, target }) => isAt(item, source) && isAt(to, target));
}

function belowHighest(standing: readonly Relatable[], entailed: readonly Relatable[]): readonly Dropped[] {
  const judged = standing.filter((each) => !entailed.includes(each));
  const top = judged.reduce<Relatable | null>(
    (best, each) => (best === null || each.priority > best.priority ? each : best),
    null,
  );
  if (top === null) return [];
  return judged
    .filter(({ priority }) => priority < top.priority)
    .map(({ id }) => ({ id, because: 'level' as const, by: top.id }));
}

function without(items: readonly Relatable[], dropped: readonly Dropped[]): readonly Relatable[] {
  const ids = new Set(dropped.map(({ id }) => id));
  return items.filter(({ id }) => !ids.has(id));
}

function nameOf(end: RelationshipEnd): string {
  return end.type === 'tool' ? toolKey(end.id) : end.id;
}
