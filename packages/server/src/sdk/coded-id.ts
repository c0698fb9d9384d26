import { contentId } from '../core/content-id.ts';
import type { Behaviours } from '../app/behaviour/behaviours.ts';
import type { BehaviourKind } from '../ports/behaviour-store.ts';
import { requireId } from './check-text.ts';

/**
 * An id for what code defines. One that the author gave must be free. Otherwise it depends on the content alone:
 * the same code keeps it over restarts, whatever else is defined before. The same content again gets an id that
 * tells how many there were.
 */
export function codedId(
  behaviours: Behaviours,
  kind: BehaviourKind,
  given: string | undefined,
  ...content: readonly string[]
): string {
  if (given !== undefined) {
    requireId(given);
    if (behaviours.isCoded(kind, given)) throw new Error(`The id ${given} is taken: give the second its own`);
    return given;
  }
  let id = contentId(...content);
  for (let count = 2; behaviours.isCoded(kind, id); count++) id = contentId(...content, `#${count}`);
  return id;
}
