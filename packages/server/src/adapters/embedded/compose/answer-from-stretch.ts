import { foldText } from '../../../core/nlp/fold-text.ts';
import { tokenise } from '../../../core/nlp/tokenise.ts';
import { AskedFact } from '../../../core/recall/fact-relevance.ts';
import type { CommitmentFact } from '../../../engine/conversation-context.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import { writtenLanguage } from './handoff-notice.ts';
import { factsOf } from './stretch-facts.ts';
import type { Fact } from './stretch-facts.ts';
import { stretchTexts } from './stretch-texts.ts';
import type { StretchTexts } from './stretch-texts.ts';

const SAID =
  'say|said|tell|told|promise|promised|agree|agreed|decide|decided|mention|mentioned|offer|offered|arrange|arranged|explain|explained|write|wrote|discuss|discussed';
const SOMEBODY =
  'he|she|they|we|colleague|agent|person|human|operator|representative|employee|guy|lady|woman|man';
/* Folded words, in English, Spanish, German, French, Italian, Portuguese and Dutch. */
const ABOUT_STRETCH = [
  new RegExp(
    ` (?:(?:${SOMEBODY}) (?:[^ ]+ ){0,2}(?:${SAID}|do|did) |(?:what|which|when|anything) (?:[^ ]+ ){0,3}(?:agreed|decided|promised|arranged|settled) |(?:what|which|when|anything) (?:[^ ]+ ){0,2}did you (?:[^ ]+ ){0,2}(?:promise|agree|arrange) |(?:the|our) (?:outcome|agreement) |result of (?:the|my|our) (?:chat|conversation|call|talk) |what happened with (?:your|my|the) (?:colleague|agent|person) )`,
  ),
  / (?:que (?:me )?(?:[^ ]+ ){0,2}(?:dijo|dijeron|prometio|prometieron|acordo|acordamos|quedamos|decidio)|en que quedamos) /,
  / was (?:hat|haben|wurde|hatte) (?:[^ ]+ ){0,4}(?:gesagt|versprochen|zugesagt|vereinbart|beschlossen|besprochen|ausgemacht|abgemacht) /,
  / (?:qu|quoi|que) (?:[^ ]+ ){0,5}(?:dit|promis|convenu|decide) /,
  / (?:cosa|che) (?:[^ ]+ ){0,4}(?:detto|promesso|concordato|deciso|accordo) /,
  / (?:o que|que) (?:[^ ]+ ){0,4}(?:disse|disseram|prometeu|prometeram|combinado|combinamos|combinou|acordado|decidiu) /,
  / wat (?:[^ ]+ ){0,5}(?:gezegd|beloofd|afgesproken|besloten|toegezegd) /,
];
const PROMISE =
  / (?:promised?|promises|commitments?|prometio|prometieron|prometido|promesas?|versprochen|zugesagt|zusagen?|versprechen|promis|promesses?|promesso|promesse|prometeu|prometeram|promessas?|beloofd|beloftes?|toegezegd) /;
const WHO =
  / who (?:(?:did|was|have) (?:i|it|that|the)|helped|talked|was) (?:[^ ]+ ){0,3}(?:talk|talking|talked|speak|spoke|spoken|speaking|chat|chatting|chatted|writing|me|that|person|agent|colleague) | con quien (?:he )?(?:hable|hablado|hablaba|estuve) | mit wem (?:habe ich|hab ich) (?:[^ ]+ ){0,2}(?:gesprochen|geschrieben|geredet) | (?:avec|a) qui (?:[^ ]+ ){0,3}parle | con chi (?:ho|avevo) (?:[^ ]+ )?parlato | com quem (?:[^ ]+ )?(?:falei|falava) | met wie (?:heb|had) ik (?:[^ ]+ ){0,2}(?:gesproken|gepraat) /;

/* How near a fact has to be, directly after the return and later. */
const RELEVANT_AT_ONCE = 0.45;
const RELEVANT = 0.6;
const NEAR_THE_BEST = 0.15;
const MOST_SENTENCES = 3;
const MOST_PROMISES = 5;
const QUOTE_CHARACTERS = 300;
const READ_CHARACTERS = 1000;

/** An answer out of what a person of the company said or recorded. */
export interface StretchAnswer {
  readonly text: string;
  /** How much of the question the words answer, 0..1. */
  readonly relevance: number;
}

/**
 * Answers from what persons said and recorded while they held the session, naming who it was (H8.4). Facts are
 * quoted, never followed: nothing that was written there is an instruction to the AI.
 */
export function answerFromStretch(context: TurnContext, question: string): StretchAnswer | null {
  const { stretch } = context;
  if (stretch === null) return null;
  const texts = stretchTexts(writtenLanguage(context));
  const asked = ` ${tokenise(foldText(question.slice(0, READ_CHARACTERS))).join(' ')} `;
  if (WHO.test(asked) && stretch.people.length > 0)
    return { text: texts.talkedTo(listed(stretch.people, texts)), relevance: 1 };
  const about =
    ABOUT_STRETCH.some((pattern) => pattern.test(asked)) || stretch.people.some((name) => names(asked, name));
  const promises = PROMISE.test(asked) && about ? promised(context, texts) : null;
  if (promises !== null) return { text: promises, relevance: 1 };
  return answerFromFacts(context, question, about, texts);
}

function answerFromFacts(
  context: TurnContext,
  question: string,
  about: boolean,
  texts: StretchTexts,
): StretchAnswer | null {
  const facts = factsOf(context);
  if (facts.length === 0) return null;
  const people = context.stretch?.people.join(' ') ?? '';
  const aside = new Set(tokenise(foldText(`${people} colleague agent person human`)));
  const asked = new AskedFact(question, aside);
  const scored = facts
    .map((fact) => ({ fact, relevance: asked.relevance(fact.words) }))
    .toSorted((a, b) => b.relevance - a.relevance);
  const best = scored[0]?.relevance ?? 0;
  const least = justReturned(context) ? RELEVANT_AT_ONCE : RELEVANT;
  const near = scored
    .filter((each) => each.relevance >= Math.max(least, best - NEAR_THE_BEST))
    .map((each) => each.fact);
  if (near.length > 0)
    return { text: tell(near.slice(0, MOST_SENTENCES), texts), relevance: about ? 1 : best };
  if (!about) return null;
  const recorded = facts.filter((fact) => fact.recorded);
  const said = facts.filter((fact) => !fact.recorded).slice(-MOST_SENTENCES + recorded.length);
  const told = [tell([...said, ...recorded], texts), promised(context, texts)];
  return { text: told.filter((each) => each !== null).join(' '), relevance: 1 };
}

/** The AI has said nothing since the person left: what the customer asks now is probably about that. */
function justReturned({ history, stretch }: TurnContext): boolean {
  const since = stretch?.endedOffset ?? -1;
  return !history.some((entry) => entry.type === 'message' && entry.author === 'ai' && entry.offset > since);
}

/** What has been promised, as it was recorded; null where nothing is known of promises. */
function promised({ stretch, pastStretches }: TurnContext, texts: StretchTexts): string | null {
  const all = [...pastStretches, ...(stretch === null ? [] : [stretch])].flatMap(
    ({ commitments }) => commitments,
  );
  if (all.length === 0) return null;
  const line = ({ text, due, settled }: CommitmentFact): string => {
    const more = [...(due === null ? [] : [texts.due(due.slice(0, 10))]), ...(settled ? [texts.kept] : [])];
    const quote = `“${text.slice(0, QUOTE_CHARACTERS)}”`;
    return more.length === 0 ? quote : `${quote} (${more.join(', ')})`;
  };
  return `${texts.promised} ${all.slice(-MOST_PROMISES).map(line).join('; ')}.`;
}

function tell(facts: readonly Fact[], texts: StretchTexts): string {
  const lines: string[] = [];
  for (const [index, { by, words, recorded, done }] of facts.entries()) {
    const quote = `“${words.slice(0, QUOTE_CHARACTERS)}”.`;
    const name = by === '' ? texts.colleague : by;
    const before = facts[index - 1];
    const same = before?.by === by && before.recorded === recorded && before.done === done;
    if (name === null) lines.push(same ? quote : `${texts.wereTold} ${quote}`);
    else if (done === true) lines.push(same ? quote : `${texts.did(name)} ${quote}`);
    else if (recorded) lines.push(`${texts.recorded(name)} ${quote}`);
    else lines.push(`${same ? texts.alsoSaid(name) : texts.told(name)} ${quote}`);
  }
  return lines.join(' ').replace(/([.!?])”\./g, '$1”');
}

function listed(people: readonly string[], { and }: StretchTexts): string {
  const distinct = [...new Set(people)];
  const last = distinct.pop() ?? '';
  return distinct.length === 0 ? last : `${distinct.join(', ')} ${and} ${last}`;
}

function names(asked: string, operatorName: string): boolean {
  const [first] = tokenise(foldText(operatorName));
  return first !== undefined && first.length > 2 && asked.includes(` ${first} `);
}
