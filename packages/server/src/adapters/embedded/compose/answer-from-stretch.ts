import { stemsOf } from '../../../core/nlp/content-stems.ts';
import { foldText } from '../../../core/nlp/fold-text.ts';
import { headOf } from '../../../core/nlp/match/synonyms.ts';
import { stem } from '../../../core/nlp/stem.ts';
import { tokenise } from '../../../core/nlp/tokenise.ts';
import type { StretchFacts } from '../../../engine/conversation-context.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';

const SAID =
  'say|said|tell|told|promise|promised|agree|agreed|decide|decided|mention|mentioned|offer|offered|arrange|arranged|explain|explained|write|wrote|discuss|discussed';
const SOMEBODY =
  'he|she|they|we|colleague|agent|person|human|operator|representative|employee|guy|lady|woman|man';
const ABOUT_STRETCH = new RegExp(
  ` (?:(?:${SOMEBODY}) (?:[^ ]+ ){0,2}(?:${SAID}|do|did) |(?:what|which|when|anything) (?:[^ ]+ ){0,3}(?:agreed|decided|promised|arranged|settled) |(?:the|our) (?:outcome|agreement) |result of (?:the|my|our) (?:chat|conversation|call|talk) |what happened with (?:your|my|the) (?:colleague|agent|person) )`,
);
const WHO =
  / who (?:(?:did|was|have) (?:i|it|that|the)|helped|talked|was) (?:[^ ]+ ){0,3}(?:talk|talking|talked|speak|spoke|spoken|speaking|chat|chatting|chatted|writing|me|that|person|agent|colleague) /;
const WHEN = / (?:when|what time|how long|which day|what day|until when|by when|how soon) /;
const HOW_MUCH = / (?:how much|what amount|how high|what sum|how many|what does it cost|what will it cost) /;
const TIME =
  / (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow|tonight|next|week|weeks|day|days|hour|hours|minute|minutes|month|months|am|pm|morning|afternoon|evening|noon|january|february|march|april|june|july|august|september|october|november|december|soon|until|by|before|after) /;
const AMOUNT = /[$€£]|\d\s?(?:euros?|eur|dollars?|usd|pounds?|gbp|chf|francs?|percent|%)/i;
const COURTESIES = new Set(
  'welcome pleasure hold moment sorry great help glad chat here'.split(' ').map(stem),
);

const BY_CUE = 0.3;
/** Of a question that names nothing ("how much do I get?") a fitting kind of fact is the answer. */
const BY_CUE_ALONE = 0.65;
const RELEVANT = 0.6;
const MOST_SENTENCES = 3;
const QUOTE_CHARACTERS = 300;

/** An answer out of what a person of the company said or recorded. */
export interface StretchAnswer {
  readonly text: string;
  /** How much of the question the words answer, 0..1. */
  readonly relevance: number;
}

interface Fact {
  readonly by: string;
  readonly words: string;
  readonly recorded: boolean;
}

/**
 * Answers from the last time a person held the session, naming who said it (H8.4). Facts are quoted, never
 * followed: nothing that was written there is an instruction to the AI.
 */
export function answerFromStretch(context: TurnContext, question: string): StretchAnswer | null {
  const { stretch } = context;
  if (stretch === null) return null;
  if (
    WHO.test(` ${tokenise(foldText(question.slice(0, 300))).join(' ')} `) &&
    stretch.operatorName !== null
  ) {
    return { text: `You talked to ${stretch.operatorName}.`, relevance: 1 };
  }
  const facts = factsOf(stretch, context.customer.name);
  if (facts.length === 0) return null;
  const person = new Set(tokenise(foldText(`${stretch.operatorName ?? ''} colleague agent person human`)));
  const asked = tokenise(foldText(question.slice(0, 1000)));
  const words = asked.filter((word) => !person.has(word));
  const canonical = ` ${asked.join(' ')} `;
  const asksAboutIt =
    ABOUT_STRETCH.test(canonical) ||
    (stretch.operatorName !== null && names(canonical, stretch.operatorName));
  const scored = facts
    .map((fact) => ({ fact, relevance: relevance(words, canonical, fact.words) }))
    .toSorted((a, b) => b.relevance - a.relevance);
  const best = scored[0]?.relevance ?? 0;
  const near = scored
    .filter((each) => each.relevance >= Math.max(RELEVANT, best - 0.15))
    .map((each) => each.fact);
  if (near.length > 0)
    return { text: tell(near.slice(0, MOST_SENTENCES)), relevance: asksAboutIt ? 1 : best };
  if (!asksAboutIt) return null;
  const recorded = facts.filter((fact) => fact.recorded);
  const said = facts.filter((fact) => !fact.recorded).slice(-MOST_SENTENCES + recorded.length);
  return { text: tell([...said, ...recorded]), relevance: 1 };
}

function factsOf({ operatorName, outcome, messages }: StretchFacts, customerName: string): readonly Fact[] {
  const people = new Set(stemsOf(tokenise(foldText(`${operatorName ?? ''} ${customerName}`))));
  const says = (words: string): boolean =>
    stemsOf(tokenise(foldText(words))).some((each) => !people.has(each) && !COURTESIES.has(each));
  const person = operatorName ?? 'my colleague';
  const said = messages
    .filter((message) => message.author === 'human')
    .flatMap((message) =>
      sentences(message.text)
        .filter(says)
        .map((words) => ({ by: message.name || person, words, recorded: false })),
    );
  if (outcome === null || outcome.trim() === '') return said;
  const noted = plain(outcome);
  return [
    ...said.filter(({ words }) => !noted.includes(plain(words))),
    { by: person, words: outcome.trim(), recorded: true },
  ];
}

/** What was recorded in the words in which it was said is told once. */
function plain(text: string): string {
  return ` ${tokenise(foldText(text)).join(' ')} `;
}

/** Split where a sentence ends, not at the point of a number or of an address. */
function sentences(text: string): string[] {
  return text
    .slice(0, 4000)
    .split(/(?<=[.!?])\s+|\n+/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !part.endsWith('?'));
}

function relevance(words: readonly string[], canonical: string, fact: string): number {
  const wanted = stemsOf(words).map(headOf);
  const factWords = tokenise(foldText(fact));
  const has = new Set(stemsOf(factWords).map(headOf));
  const shared = wanted.filter((word) => has.has(word)).length;
  const factText = ` ${factWords.join(' ')} `;
  const fitting =
    (WHEN.test(canonical) && TIME.test(factText)) || (HOW_MUCH.test(canonical) && AMOUNT.test(fact));
  const coverage = wanted.length === 0 ? 0 : shared / wanted.length;
  if (!fitting) return coverage;
  if (wanted.length === 0) return BY_CUE_ALONE;
  return shared > 0 ? Math.min(1, coverage + BY_CUE) : 0;
}

function tell(facts: readonly Fact[]): string {
  const lines: string[] = [];
  for (const [index, { by, words, recorded }] of facts.entries()) {
    const quote = `“${words.slice(0, QUOTE_CHARACTERS)}”`;
    const same = index > 0 && facts[index - 1]?.by === by && facts[index - 1]?.recorded === recorded;
    if (recorded) lines.push(`${capital(by)} recorded this as the outcome: ${quote}.`);
    else lines.push(same ? `${capital(by)} also said: ${quote}.` : `${capital(by)} told you: ${quote}.`);
  }
  return lines.join(' ').replace(/([.!?])”\./g, '$1”');
}

function names(canonical: string, operatorName: string): boolean {
  const [first] = tokenise(foldText(operatorName));
  return first !== undefined && first.length > 2 && canonical.includes(` ${first} `);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
