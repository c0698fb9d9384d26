import type { ContextPackage } from '@baton/protocol';
import { foldText } from '../nlp/fold-text.ts';
import { appliedPackage } from './applied-package.ts';
import { askedFor } from './asked-for.ts';
import type { Asked } from './asked-for.ts';
import { sentencesOf } from './sentences-of.ts';
import { isBareRequest, isGreeting } from './summarise.ts';

/** A question of an operator whose answer stood before him. */
export interface AnsweredQuestion {
  readonly asked: Asked;
  /** What stood there. */
  readonly answer: string;
  /** Offset of the message it was said in; null where it stands in the customer's record or the summary. */
  readonly offset: number | null;
}

const READ_CHARACTERS = 1500;
const MOST_SENTENCES = 12;
const GUEST = 'guest';

/** Another one than the customer gave, a reason, a repetition of what he gave: none of them asks for it again. */
const OTHER =
  /\b(?:new|another|other|different|alternative|second|else|further|change|changed|update|updated|instead|why|neue[nrms]?|andere[nrms]?|weitere[nrms]?|warum|wieso|weiter|otr[oa]s?|nuev[oa]s?|cambi\p{L}*|por que se|mas|pourquoi|autres?|nouve(?:l|lle|au)s?|altr[oaie]|nuov[oaie]|perche|ancora|outr[oa]s?|nov[oa]s?|ander[es]?|nieuwe?|waarom|verder|nog)\b/u;
/** Something sent there, or about it. */
const BY_WAY_OF =
  /\b(?:to|by|via|per|at|on|from|in|under|about|an|auf|unter|mit|por|al?|en|par|sur|dans|tramite|all[ao']?|pelo|para|no|naar|op|met|uit|received?|get|got|open(?:ed)?|read|check(?:ed)?|erhalten|recibido|recu|ricevuto|recebeu|ontvangen) (?:(?:your|the|this|that|our|my|an?|ihr(?:e[rnm]?)?|die|das|den|der|dein(?:e[rnm]?)?|tu|su|el|la|votre|vos|l'|le|il|sua?|o|seu|uw|je|de|het) ?){0,2}(?:confirmation |registered )?(?:e-?mails?|mail|phone|mobile|telefon|telefono|telephone|correo|courriel|posta|handy|telefoon)\b(?! (?:address|number|adress|is|can|should))/;
/** Asks for a thing to be named; a question that only mentions it does not. */
const ASKS_TO_NAME =
  /\b(?:what(?: is| was| are)?|which|who am i|(?:could|can|would|will) (?:you|i|we)|may (?:i|we)|(?:i|we)(?:'ll| will| would)?(?: also| still| just)? (?:need|require)|please|kindly|do you have|have you got|tell me|give me|send me|remind me|provide|share|let me know|wie|welche[rsnm]?|nennen|konnen sie|konnten sie|kannst du|bitte|brauche|benotige|geben sie|gib mir|cual|como se|digame|dime|puede|podria|puedes|indique|facilit\p{L}+|necesito|por favor|me da|quel(?:le)?|comment|pouvez-vous|pourriez-vous|donnez|indiquez|j'ai besoin|il me faut|s'il vous plait|come si|qual[ei]?|puo|potrebbe|mi dica|mi dia|ho bisogno|mi serve|per favore|indichi|como|pode|poderia|diga|informe|preciso|me diz|wat|welke?|hoe|kunt u|kun je|mag ik|geef|heb(?:t)? u|nodig|alstublieft|stuur)\b/u;
const TO_NAME: ReadonlySet<Asked> = new Set([
  'policy',
  'claim',
  'order',
  'invoice',
  'email',
  'phone',
  'name',
]);

/**
 * Whether an operator asks his customer for something that stood in the package (complaint: customers have to repeat
 * everything). Null when it asks nothing of the kind, asks for another one, confirms what is known, or the answer
 * was not there. Sure rather than complete: what it counts are re-asks.
 */
export function answeredInPackage(question: string, made: ContextPackage): AnsweredQuestion | null {
  const applied = appliedPackage(made);
  const text = question.slice(0, READ_CHARACTERS);
  const folded = foldText(text);
  for (const sentence of sentencesOf(text, MOST_SENTENCES)) {
    for (const asked of askedFor(sentence.text)) {
      if (!asksAgain(foldText(sentence.text), asked)) continue;
      const answers = answersTo(asked, applied);
      const [first] = answers;
      if (first === undefined || answers.some(({ answer }) => isNamed(folded, answer))) continue;
      return { asked, ...first };
    }
  }
  return null;
}

function asksAgain(folded: string, asked: Asked): boolean {
  if (OTHER.test(folded)) return false;
  if (!TO_NAME.has(asked)) return true;
  return ASKS_TO_NAME.test(folded) && !BY_WAY_OF.test(folded);
}

/** "Is it still P-1001?" shows that he has read it. */
function isNamed(folded: string, answer: string): boolean {
  const plain = foldText(answer);
  return plain.length > 1 && folded.includes(plain);
}

function answersTo(asked: Asked, made: ContextPackage): Omit<AnsweredQuestion, 'asked'>[] {
  if (asked === 'tried') {
    return made.attempted
      .filter(({ by }) => by === 'customer')
      .map(({ text, offset }) => ({ answer: text, offset }));
  }
  if (asked === 'matter') return matterOf(made);
  const said = made.details
    .filter(({ kind, value }) => kind === asked && value !== '')
    .map(({ value, offset }) => ({ answer: value, offset }));
  return [...said, ...recorded(asked, made)];
}

/** What the customer's record says. */
function recorded(asked: Asked, { customer }: ContextPackage): Omit<AnsweredQuestion, 'asked'>[] {
  if (asked === 'name' && customer.id !== GUEST && customer.name !== customer.id)
    return [{ answer: customer.name, offset: null }];
  if (asked !== 'email' && asked !== 'phone') return [];
  const keys = Object.entries(customer.metadata).filter(([key]) => key.toLowerCase().includes(asked));
  return keys.filter(([, value]) => value !== '').map(([, value]) => ({ answer: value, offset: null }));
}

/** What it is all about stands in the summary, unless he has only asked for a person. */
function matterOf({ summary, summary_by }: ContextPackage): Omit<AnsweredQuestion, 'asked'>[] {
  const said = summary_by === 'model' ? summary : /“(.+?)”/.exec(summary)?.[1];
  if (said === undefined || said === '' || isGreeting(said) || isBareRequest(said)) return [];
  return [{ answer: said, offset: null }];
}
