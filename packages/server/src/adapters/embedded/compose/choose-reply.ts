import { isStateTag } from '../../../core/behaviour/journey-record.ts';
import { clausesOf } from '../../../core/nlp/clauses-of.ts';
import { ExampleIndex } from '../../../core/nlp/match/example-index.ts';
import { MAYBE_REQUEST, scoreHumanRequest } from '../../../core/nlp/human-request/score-human-request.ts';
import { doesNotKnow } from '../../../core/nlp/read-answer.ts';
import type { Guideline } from '../../../engine/behaviour.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type { CompositionInput, GuidelineMatch } from '../../../ports/engine-stages.ts';
import { readState } from '../embedded-state.ts';
import { SURE } from '../../../core/nlp/match/match-bands.ts';
import { isCalledOff } from '../plan/is-called-off.ts';
import { answerFromRetrieved } from './answer-from-retrieved.ts';
import { answerFromStretch } from './answer-from-stretch.ts';
import type { StretchAnswer } from './answer-from-stretch.ts';
import { sayCannotRead } from './cannot-read.ts';
import { askedTerms, defineTerm } from './define-term.ts';
import { writtenLanguage } from './handoff-notice.ts';
import { NOT_UNDERSTOOD } from './not-understood.ts';
import { isOffTopic } from './off-topic.ts';
import type { Reply } from './reply.ts';
import { sayAction } from './say-action.ts';
import { smallTalk } from './small-talk.ts';
import { tellResults } from './tell-results.ts';
import { helpWith, isOffer, titled, whichTopic } from './topics.ts';

/* How sure a kind of answer is to help. Below the threshold of `Thresholds.confidence` stands what is a guess. */
const SAID_BY_AUTHOR = 0.9;
const COURTESY = 0.9;
const ASKS = 0.9;
const ASKS_AGAIN = 0.35;
const DEFINITION = 0.85;
const QUOTED = 0.8;
const OUT_OF_SCOPE = 0.6;
const OFFERS_PERSON = 0.5;
const WHICH = 0.35;
const NOT_SURE = 0.2;
const RETRIEVED = 0.85;
const RETRIEVED_LEAST = 0.35;
const MOST_WORDS = 60;

const WITHOUT_IT =
  "That's all right, but without it I can't go on here. Would you like me to get a person from our team who can look for you?";

/** A quoted fact this near to the question goes before a guideline … */
const CLEARLY_QUOTED = 0.75;
/** … and a definition before one that is matched less well than this. */
const CLEARLY_MATCHED = 0.75;
const CLEARLY_DEFINED = 0.7;

/** Decides what to say to a customer's message: the first of these ways that has something to say. */
export function chooseReply(context: TurnContext, input: CompositionInput, text: string): Reply {
  const quoted = answerFromStretch(context, text);
  return (
    fileAlone(context) ??
    calledOff(context, text) ??
    tellResults(context, input, quoted) ??
    askForMissing(context, input, text, quoted) ??
    answer(context, input, text, quoted) ??
    fromRetrieved(input, text) ??
    courtesy(context, text) ??
    offerCapability(context, text) ??
    offerPerson(text) ??
    decline(context, text) ??
    askWhich(context, input) ??
    notSure(context)
  );
}

function quote({ text }: StretchAnswer): Reply {
  return { text, confidence: QUOTED, progress: true, settled: true };
}

function fileAlone(context: TurnContext): Reply | null {
  const text = sayCannotRead(context);
  return text === null ? null : { text, confidence: OFFERS_PERSON, progress: null };
}

function calledOff(context: TurnContext, text: string): Reply | null {
  if (!isCalledOff(context, text)) return null;
  return {
    text: 'All right, I have dropped that. Is there anything else I can do for you?',
    confidence: COURTESY,
    progress: null,
  };
}

/** One question at a time; a definition the customer asks for on the way is given first. */
function askForMissing(
  context: TurnContext,
  { missing, matches, state }: CompositionInput,
  text: string,
  quoted: StretchAnswer | null,
): Reply | null {
  const [first] = missing;
  if (first === undefined) return null;
  if (quoted !== null && quoted.relevance >= CLEARLY_QUOTED) return quote(quoted);
  const before = readState(context).pending;
  const pending = readState(context, state).pending;
  if (before === null) {
    const opening = matches[0] === undefined ? null : matches[0].guideline.say;
    return { text: joined(opening, first.question), confidence: ASKS, progress: true };
  }
  if (pending === null || pending.attempts === 0)
    return { text: first.question, confidence: ASKS, progress: true };
  const aside = matches.filter(({ score }) => score >= SURE).flatMap((match) => sayAside(match));
  if (aside.length > 0)
    return { text: joined(...aside, first.question), confidence: SAID_BY_AUTHOR, progress: true };
  if (doesNotKnow(text)) return { text: WITHOUT_IT, confidence: OFFERS_PERSON, progress: false };
  const [term] = askedTerms(context.behaviour.terms, text);
  if (term !== undefined) {
    const question = first.question.replace(/^I'm sorry, I did not get that\. /, '');
    return { text: joined(defineTerm(term.term), question), confidence: DEFINITION, progress: true };
  }
  return { text: first.question, confidence: ASKS_AGAIN, progress: false };
}

function answer(
  context: TurnContext,
  { matches }: CompositionInput,
  text: string,
  quoted: StretchAnswer | null,
): Reply | null {
  if (quoted !== null && quoted.relevance >= CLEARLY_QUOTED) return quote(quoted);
  const said = matches.filter((match) => match.score >= SURE).flatMap((match) => sayGuideline(match));
  const [term] = askedTerms(context.behaviour.terms, text);
  const definition: Reply | null =
    term === undefined ? null : { text: defineTerm(term.term), confidence: DEFINITION, progress: true };
  const score = Math.max(0, ...matches.map((match) => match.score));
  if (
    definition !== null &&
    (said.length === 0 || (score < CLEARLY_MATCHED && (term?.covered ?? 0) >= CLEARLY_DEFINED))
  ) {
    return definition;
  }
  if (said.length > 0) return { text: said.join(' '), confidence: SAID_BY_AUTHOR, progress: true };
  return quoted === null ? null : quote(quoted);
}

/** What a retriever found: near enough to be the answer, or to be shown for one. */
function fromRetrieved({ retrieved }: CompositionInput, text: string): Reply | null {
  const found = answerFromRetrieved(retrieved, text);
  if (found === null) return null;
  return {
    text: found.text,
    citations: found.citations,
    confidence: Math.min(RETRIEVED, RETRIEVED_LEAST + found.score / 2),
    progress: true,
  };
}

/** Something the author said the agent can do. */
function offerCapability({ behaviour: { capabilities } }: TurnContext, text: string): Reply | null {
  if (capabilities.length === 0) return null;
  const index = new ExampleIndex(
    capabilities.flatMap(({ id, title, signals }) => [
      { owner: id, text: title, weight: 1 },
      ...signals.map((signal) => ({ owner: id, text: signal, weight: 1 })),
    ]),
  );
  const words = clausesOf(text).flatMap((clause) => clause.words);
  const [best] = index.rank(words.slice(0, MOST_WORDS));
  const capability = capabilities.find(({ id }) => id === best?.owner);
  if (best === undefined || capability === undefined || best.score < SURE) return null;
  return { text: capability.description, confidence: DEFINITION, progress: true };
}

/** What answers a question that the customer asks on the way. */
function sayAside(match: GuidelineMatch): string[] {
  const { id, tools } = match.guideline;
  return isStateTag(id) || tools.length > 0 ? [] : sayGuideline(match);
}

function sayGuideline({ guideline }: GuidelineMatch): string[] {
  const words = wordsOf(guideline);
  return words === null ? [] : [words];
}

function wordsOf({ say, action }: Guideline): string | null {
  return say ?? (action === null ? null : sayAction(action));
}

function courtesy(context: TurnContext, text: string): Reply | null {
  const words = smallTalk(context, text);
  return words === null ? null : { text: words, confidence: COURTESY, progress: null };
}

/** Words that may be a request for a person: asked rather than assumed. */
function offerPerson(text: string): Reply | null {
  const request = scoreHumanRequest(text);
  if (request === null || request.score < MAYBE_REQUEST) return null;
  return {
    text: 'Would you like me to get a person from our team for you?',
    confidence: OFFERS_PERSON,
    progress: false,
  };
}

function askWhich({ behaviour }: TurnContext, { matches }: CompositionInput): Reply | null {
  const candidates = matches
    .filter((match) => match.score < SURE && isOffer(titled(match.guideline, behaviour)))
    .map((match) => match.guideline);
  if (candidates.length === 0) return null;
  const choices = candidates.map((guideline) => guideline.id);
  return { text: whichTopic(candidates, behaviour), confidence: WHICH, progress: false, choices };
}

function decline({ behaviour }: TurnContext, text: string): Reply | null {
  if (!isOffTopic(text)) return null;
  const help = helpWith(behaviour) ?? 'Is there anything else I can do for you?';
  return {
    text: joined("I'm afraid I can't help with that here.", help),
    confidence: OUT_OF_SCOPE,
    progress: false,
  };
}

function notSure(context: TurnContext): Reply {
  const foreign = NOT_UNDERSTOOD[writtenLanguage(context)];
  const help = helpWith(context.behaviour);
  const text = joined("I'm not sure that I understood you.", help, 'Could you say it in other words?');
  return { text: foreign ?? text, confidence: NOT_SURE, progress: false };
}

function joined(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' ');
}
