import type { IntentEntry, IntentRanking } from '../../../core/nlp/intent/intent-entry.ts';
import { articleOwner, titlesOf } from './article-titles.ts';
import type { AgentBehaviour } from '../../../engine/behaviour.ts';

/** Ranks texts by their meaning; an implementation has an encoder behind it. */
export interface Meanings {
  /** Builds what `rank` needs for these entries. */
  prepare(entries: readonly IntentEntry[]): Promise<void>;
  rank(entries: readonly IntentEntry[], texts: readonly string[]): Promise<readonly IntentRanking[]>;
}

const entries = new WeakMap<AgentBehaviour, readonly IntentEntry[]>();

/** What a message to an agent may be about: its guidelines, terms and articles. The same array for the same behaviour. */
export function entriesOf(behaviour: AgentBehaviour): readonly IntentEntry[] {
  let made = entries.get(behaviour);
  if (made === undefined) {
    made = [
      ...behaviour.guidelines.map(({ id, condition, examples }) => ({
        owner: id,
        texts: examples,
        condition,
      })),
      ...behaviour.terms.map(({ id, name, synonyms }) => ({ owner: id, texts: [name, ...synonyms] })),
      ...titlesOf(behaviour).map(({ id, title }) => ({ owner: articleOwner(id), texts: [title] })),
    ];
    entries.set(behaviour, made);
  }
  return made;
}
