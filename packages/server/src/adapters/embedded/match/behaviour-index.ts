import { foldText } from '../../../core/nlp/fold-text.ts';
import { ExampleIndex } from '../../../core/nlp/match/example-index.ts';
import type { Example } from '../../../core/nlp/match/example-index.ts';
import { articleOwner, titlesOf } from './article-titles.ts';
import type { Term } from '../../../core/behaviour/knowledge.ts';
import type { AgentBehaviour, Guideline } from '../../../engine/behaviour.ts';

/** The condition says it in the author's words, an example in a customer's. */
const CONDITION_WEIGHT = 0.85;

const indexes = new WeakMap<AgentBehaviour, ExampleIndex>();

/** The index over an agent's guidelines and terms, made once for each version of its behaviour. */
export function guidelineIndex(behaviour: AgentBehaviour): ExampleIndex {
  let index = indexes.get(behaviour);
  if (index === undefined) {
    index = new ExampleIndex([
      ...behaviour.guidelines.flatMap(examplesOf),
      ...behaviour.terms.flatMap(namesOf),
      ...titlesOf(behaviour).map(({ id, title }) => ({ owner: articleOwner(id), text: title, weight: 1 })),
    ]);
    indexes.set(behaviour, index);
  }
  return index;
}

/** An index over a few guidelines that the customer was asked to choose from. */
export function choiceIndex(guidelines: readonly Guideline[]): ExampleIndex {
  return new ExampleIndex(
    guidelines.flatMap((guideline) => [
      ...examplesOf(guideline),
      { owner: guideline.id, text: topicOf(guideline), weight: 1 },
    ]),
  );
}

function examplesOf(guideline: Guideline): Example[] {
  return [
    { owner: guideline.id, text: guideline.condition, weight: CONDITION_WEIGHT },
    ...guideline.examples.map((text) => ({ owner: guideline.id, text, weight: 1 })),
  ];
}

function namesOf(term: Term): Example[] {
  return [term.name, ...term.synonyms].map((text) => ({ owner: term.id, text, weight: 1 }));
}

/** Whoever the author calls the customer. */
const SOMEBODY = String.raw`(?:when |if )?(?:(?:the |an? )?[a-z]+(?: [a-z]+)? )?`;
const ABOUT = new RegExp(
  String.raw`^${SOMEBODY}(?:is |has )?(?:asks?|asking|wonders?|inquires?|a question|wants? to know|wants? information|talks?) ?(?:about |for )?`,
  'i',
);
const WANTS = new RegExp(String.raw`^${SOMEBODY}(?:wants?|needs?|tries|would like|wishes) to `, 'i');
/** What a topic that is something to do begins with. */
export const DOES: RegExp =
  /^(?:file|report|check|change|cancel|buy|order|book|make|get|find|pay|return|reset|update|add|remove|start|track|see|open|close|request|apply|send|renew|register|schedule|view|download)\b/i;

/** What a guideline is about, in words for the customer: its title, or the core of its condition. */
export function topicOf(guideline: Guideline): string {
  return guideline.title ?? topicIn(guideline.condition) ?? guideline.condition;
}

/** The core of a condition such as "The customer asks about …" or "… wants to book …"; null of one put otherwise. */
export function topicIn(condition: string): string | null {
  const wanted = condition.replace(WANTS, '');
  const core = (DOES.test(wanted) ? wanted : condition.replace(ABOUT, '')).replace(/[.?!]+$/, '').trim();
  if (core === '' || condition.startsWith(core)) return null;
  return core.replace(/\b(?:their|his|her)\b/g, 'your').replace(/\b(?:they|he|she)\b/g, 'you');
}

const FEW_WORDS = 4;

/** Whether a message goes on with what was talked about: "and the other one?", or nothing but a number. */
export function isFollowUp(text: string): boolean {
  if (/\d/.test(text) && text.trim().split(/\s+/).length <= FEW_WORDS) return true;
  return /^(?:and|what about|how about|also|and what about|same for|ok and|okay and|then)\b/.test(
    foldText(text).trim(),
  );
}
