import { foldText } from '../nlp/fold-text.ts';
import { COMMON_WORDS } from '../nlp/match/common-words.ts';
import { STOP_WORDS } from '../nlp/stop-words.ts';
import { cleanText } from '../prompt/clean-text.ts';
import { sentencesOf } from './sentences-of.ts';

/** What a model wrote of a conversation, a sentence each. */
interface Written {
  readonly wants: string;
  readonly tried: string | null;
  readonly open: string | null;
  readonly intent: string | null;
}

export interface CheckedSummary {
  /** At most three sentences. */
  readonly summary: string;
  readonly intent: string | null;
}

const LONGEST_SENTENCE = 300;
const LONGEST_INTENT = 120;

/**
 * A written summary if nothing in it is made up: every name, number, code, address, currency and promise has to stand
 * in the conversation (`sources`: what was said, what tools answered, who took part). Null otherwise; the extract
 * stays then. Sure rather than kind: a right summary that is refused costs nothing.
 */
export function checkSummary(written: Written, sources: readonly string[]): CheckedSummary | null {
  const sentences = [written.wants, written.tried, written.open]
    .filter((text) => text !== null)
    .map((text) =>
      cleanText(text, LONGEST_SENTENCE + 1)
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((text) => text !== '');
  if (sentences.length === 0 || sentences.some((text) => !isOneSentence(text))) return null;
  const known = knownIn(sources);
  if (!sentences.every((text) => isSupported(text, known))) return null;
  const summary = sentences.map((text) => (/[.!?…]$/.test(text) ? text : `${text}.`)).join(' ');
  const intent = written.intent === null ? '' : cleanText(written.intent, LONGEST_INTENT).trim();
  return { summary, intent: intent !== '' && isSupported(intent, known) ? intent : null };
}

function isOneSentence(text: string): boolean {
  return text.length <= LONGEST_SENTENCE && sentencesOf(text, 2).length === 1;
}

/** The summary is in English. */
const OTHER_SCRIPT = /(?!\p{Script=Latin})\p{L}/u;

interface Known {
  /** Words and numbers in one form. */
  readonly words: ReadonlySet<string>;
  readonly currencies: ReadonlySet<string>;
}

const TOKEN = /[\p{L}\p{N}](?:[\p{L}\p{N}@_&+'’]|[.,:/-]+(?=[\p{L}\p{N}@]))*/gu;
const MOST_CHARACTERS = 150_000;

function knownIn(sources: readonly string[]): Known {
  const text = sources.join('\n').slice(-MOST_CHARACTERS);
  const words = new Set<string>();
  let before = '';
  for (const [token] of text.matchAll(TOKEN)) {
    const plain = plainOf(token);
    words.add(plain);
    // "3 pm" is "3pm", "CL 2041" is "CL-2041".
    if (/\d/.test(before + plain)) words.add(before + plain);
    // The parts of a number are other numbers.
    if (/\p{L}/u.test(token)) for (const part of token.split(/[^\p{L}\p{N}]+/u)) words.add(plainOf(part));
    before = plain;
  }
  return { words, currencies: currenciesIn(text) };
}

function plainOf(token: string): string {
  return foldText(token).replace(/[^\p{L}\p{N}]/gu, '');
}

const NUMBER_WORDS: ReadonlyMap<string, string> = new Map(
  'two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 fifteen:15 twenty:20 thirty:30 forty:40 fifty:50 sixty:60 seventy:70 eighty:80 ninety:90 hundred:100 thousand:1000 million:1000000 twice:2 thrice:3'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);
/** What nobody may put into the company's mouth: promises are recorded, not guessed (H5.1). */
const PROMISE = /^(?:promis|guarant|agreed|agrees|agreement|commit|assur|entitled|approv|authori[sz])/;
/** Capitals that name nobody. */
const USUAL: ReadonlySet<string> = new Set([
  'i',
  'ai',
  'open',
  'id',
  'pin',
  'sms',
  'pdf',
  'url',
  'faq',
  'app',
]);

function isSupported(text: string, known: Known): boolean {
  for (const currency of currenciesIn(text)) if (!known.currencies.has(currency)) return false;
  let first = true;
  for (const match of text.matchAll(TOKEN)) {
    const [token] = match;
    if (!isTokenSupported(token, first, known)) return false;
    first = false;
  }
  return true;
}

function isTokenSupported(token: string, first: boolean, known: Known): boolean {
  const plain = plainOf(token.replace(/['’]s$/, ''));
  if (plain === '' || known.words.has(plain) || USUAL.has(plain)) return true;
  if (/\d/.test(token) || /@|:\/\/|\p{L}\.\p{L}{2,}/u.test(token)) return false;
  const digits = NUMBER_WORDS.get(plain);
  if (digits !== undefined) return known.words.has(digits);
  if (PROMISE.test(plain)) return false;
  if (!/^\p{Lu}/u.test(token) && !OTHER_SCRIPT.test(token)) return true;
  // The first word has a capital whatever it is.
  return first && (STOP_WORDS.has(plain) || COMMON_WORDS.has(plain));
}

const CURRENCIES: readonly (readonly [string, RegExp])[] = [
  ['eur', /€|\b(?:eur|euros?)\b/i],
  ['usd', /\$|\b(?:usd|dollars?|bucks|dólares)\b/i],
  ['gbp', /£|\b(?:gbp|pounds?|quid)\b/i],
  ['jpy', /¥|\b(?:jpy|yen)\b/i],
  ['chf', /\b(?:chf|francs?|franken)\b/i],
  ['brl', /R\$|\b(?:brl|reais|real)\b/i],
  ['percent', /%|\b(?:percent|prozent|por ciento|pour cent|per cento|procent)\b/i],
];

function currenciesIn(text: string): ReadonlySet<string> {
  return new Set(CURRENCIES.filter(([, pattern]) => pattern.test(text)).map(([name]) => name));
}
