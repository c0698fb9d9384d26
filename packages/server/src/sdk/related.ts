import type { RelationshipEnd, RelationshipKind } from '../core/behaviour/relationship.ts';
import { toolKey } from '../core/behaviour/tool-id.ts';
import { contentId } from '../core/content-id.ts';
import { toolIdOf } from '../engine/tool-definition.ts';
import type { ToolDefinition } from '../engine/tool-definition.ts';
import type { AuthorParts } from './author-parts.ts';
import { useTool } from './use-tool.ts';

/** Several things of which all, or one, must hold. */
export class TargetGroup {
  readonly needs: 'all' | 'any';
  readonly targets: readonly Related[];

  constructor(needs: 'all' | 'any', targets: readonly Related[]) {
    this.needs = needs;
    this.targets = targets;
  }
}

/** For `dependOn` and `dependencies`: all of these; of a tag, everything that carries it by now. */
export function allOf(...targets: readonly Related[]): TargetGroup {
  return new TargetGroup('all', targets);
}

/** For `dependOn` and `dependencies`: at least one of these. */
export function anyOf(...targets: readonly Related[]): TargetGroup {
  return new TargetGroup('any', targets);
}

/**
 * What can stand in a relationship: guidelines, journeys, their states, and tags. A tag holds when anything that
 * carries it does, and what is said of it goes for everything that carries it; a journey holds while it is open.
 * Saying the same twice changes nothing. Every method throws a TypeError without targets or for a target that
 * is the source itself.
 */
export abstract class Related {
  readonly #parts: AuthorParts;
  readonly #end: RelationshipEnd;
  #alternatives: string | null = null;

  protected constructor(parts: AuthorParts, end: RelationshipEnd) {
    this.#parts = parts;
    this.#end = end;
  }

  /** Where this and a target hold, the target is dropped. */
  prioritizeOver(...targets: readonly Related[]): void {
    this.#relate('priority', targets);
  }

  /** The same as `prioritizeOver`. */
  exclude(...targets: readonly Related[]): void {
    this.#relate('priority', targets);
  }

  /** This counts only while every target holds; of an `anyOf`, one. */
  dependOn(...targets: readonly (Related | TargetGroup)[]): void {
    requireSome(targets);
    for (const target of targets) {
      if (!(target instanceof TargetGroup)) this.#relate('dependency', [target]);
      else if (target.needs === 'all') this.#dependOnAll(target.targets);
      else this.dependOnAny(...target.targets);
    }
  }

  /**
   * This counts only while one of the targets holds. Throws an Error for a second set of alternatives: the engine
   * would take the two for one.
   */
  dependOnAny(...targets: readonly Related[]): void {
    const alternatives = targets
      .map((target) => keyOf(target.#end))
      .toSorted()
      .join(' ');
    if (this.#alternatives !== null && this.#alternatives !== alternatives) {
      throw new Error('It depends on one of several things already: put a guideline or a tag between');
    }
    this.#relate('dependency_any', targets);
    this.#alternatives = alternatives;
  }

  /** Where this holds, the targets do. */
  entail(...targets: readonly Related[]): void {
    this.#relate('entailment', targets);
  }

  /** Where this holds and several of the targets might be meant, the customer is asked which. */
  disambiguate(targets: readonly Related[]): void {
    if (targets.length < 2) throw new TypeError('There must be at least two targets to choose from');
    this.#relate('disambiguation', targets);
  }

  /** This is judged anew, within the turn, after one of the tools has run. */
  reevaluateAfter(...tools: readonly ToolDefinition[]): void {
    requireSome(tools);
    for (const tool of tools) {
      useTool(this.#parts, tool);
      this.#define('reevaluation', { type: 'tool', id: toolIdOf(tool) });
    }
  }

  #dependOnAll(targets: readonly Related[]): void {
    requireSome(targets);
    const own = keyOf(this.#end);
    const ends = targets.flatMap((target) => carriersOf(this.#parts, target.#end));
    const others = ends.filter((end) => keyOf(end) !== own);
    if (others.length === 0) throw new TypeError('Nothing carries this tag yet');
    for (const end of others) this.#define('dependency', end);
  }

  #relate(kind: RelationshipKind, targets: readonly Related[]): void {
    requireSome(targets);
    if (targets.some((target) => keyOf(target.#end) === keyOf(this.#end))) {
      throw new TypeError('Nothing can be in a relationship with itself');
    }
    for (const target of targets) this.#define(kind, target.#end);
  }

  #define(kind: RelationshipKind, target: RelationshipEnd): void {
    const { app, behaviours } = this.#parts;
    const source = this.#end;
    const id = contentId('relationship', kind, keyOf(source), keyOf(target));
    if (behaviours.isCoded('relationship', id)) return;
    behaviours.define('relationship', { id, createdAt: app.clock.now(), kind, source, target });
  }
}

/** What carries a tag by now; of anything else, itself. */
function carriersOf({ behaviours }: AuthorParts, end: RelationshipEnd): readonly RelationshipEnd[] {
  if (end.type !== 'tag' || /^journey(?:_node)?:/.test(end.id)) return [end];
  const carries = ({ tags }: { readonly tags: readonly string[] }): boolean => tags.includes(end.id);
  const guidelines = behaviours.list('guideline').filter(carries);
  const journeys = behaviours.list('journey').filter(carries);
  return [
    ...guidelines.map(({ id }) => ({ type: 'guideline' as const, id })),
    ...journeys.map(({ id }) => ({ type: 'tag' as const, id: `journey:${id}` })),
  ];
}

function requireSome(targets: readonly unknown[]): void {
  if (targets.length === 0) throw new TypeError('A relationship needs at least one target');
}

function keyOf(end: RelationshipEnd): string {
  return end.type === 'tool' ? `tool:${toolKey(end.id)}` : `${end.type}:${end.id}`;
}
