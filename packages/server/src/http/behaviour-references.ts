import type { ToolRef } from '@baton/protocol';
import { isCron } from '../core/behaviour/is-cron.ts';
import type { ToolId } from '../core/behaviour/tool-id.ts';
import { contentId } from '../core/content-id.ts';
import { randomId } from '../app/random-id.ts';
import type { BehaviourKind, BehaviourRecords } from '../ports/behaviour-store.ts';
import { toolIdOf } from './behaviour-views.ts';
import { itemNotFound, notFound, unprocessable } from './problem.ts';
import type { ServerParts } from './server-parts.ts';

/* What behaviour refers to, checked; each throws the refusal. To be called while the behaviour is being written. */

/** Records of a kind that can be made over REST: every turn looks at all that hold for its agent. */
const MOST_RECORDS = 10_000;
/** Characters of JSON: all records are held in memory, and lists in them grow with every PATCH. */
const LARGEST_RECORD = 65_536;
/** Attempts to tell apart records of the same content before chance has to. */
const MOST_COPIES = 50;

/** The record, or a 404 in the words of its kind. */
export function findRecord<K extends BehaviourKind>(
  { behaviours }: ServerParts,
  kind: K,
  id: string,
): BehaviourRecords[K] {
  const record = behaviours.get(kind, id);
  if (record === null) throw kind === 'guideline' ? notFound('Guideline not found') : itemNotFound(id);
  return record;
}

/** 404 for the first tool that nobody offers. */
export function checkTools({ behaviours }: ServerParts, refs: readonly ToolRef[]): ToolId[] {
  return refs.map((ref) => {
    const id = toolIdOf(ref);
    if (behaviours.tool(id) !== null) return id;
    throw notFound(`Tool not found (service='${id.service}', tool='${id.tool}') (id='${id.tool}')`);
  });
}

export function checkCron(rules: string | null | undefined): void {
  if (rules !== null && rules !== undefined && !isCron(rules))
    throw unprocessable('the provided freshness_rules. contain an invalid cron expression.');
}

/** Refuses to delete what would be there again after the next start. */
export function refuseCoded({ behaviours }: ServerParts, kind: BehaviourKind, id: string): void {
  if (!behaviours.isCoded(kind, id)) return;
  throw unprocessable(
    kind === 'guideline'
      ? `'${id}' is defined in the agent's code: remove it there, or switch it off with {"enabled": false}.`
      : `'${id}' is defined in the agent's code: remove it there.`,
  );
}

/** 422 when there are as many as one server holds. */
export function checkRoom({ behaviours }: ServerParts, kind: BehaviourKind, more = 1): void {
  if (behaviours.countStored(kind) + more > MOST_RECORDS)
    throw unprocessable(`There are ${MOST_RECORDS} of these already; delete some first.`);
}

/** The record; 422 when it holds more than one may, all its fields together. */
export function checkSize<T extends object>(record: T): T {
  if (JSON.stringify(record).length <= LARGEST_RECORD) return record;
  throw unprocessable(`It may hold at most ${LARGEST_RECORD} characters, all its fields together.`);
}

/**
 * The id of something new: the one that was chosen, if nothing has it (422), else one that depends on its content
 * and how often that is there already.
 */
export function newId(
  isTaken: (id: string) => boolean,
  noun: string,
  chosen: string | null | undefined,
  content: readonly string[],
): string {
  if (chosen !== null && chosen !== undefined) {
    if (isTaken(chosen)) throw unprocessable(`${noun} with id '${chosen}' already exists`);
    return chosen;
  }
  for (let copy = 1; copy <= MOST_COPIES; copy++) {
    const id = contentId(noun.toLowerCase(), ...content, ...(copy === 1 ? [] : [String(copy)]));
    if (!isTaken(id)) return id;
  }
  return randomId();
}
