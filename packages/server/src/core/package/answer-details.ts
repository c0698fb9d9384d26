import type { KeyDetail } from '@baton/protocol';
import type { Detail } from '../nlp/extract/find-details.ts';
import { foldText } from '../nlp/fold-text.ts';
import type { Asked } from './asked-for.ts';

/* What a short answer means is said by the question before it: "778123" alone is no policy number. */

const IDS: ReadonlySet<Asked> = new Set(['policy', 'claim', 'order', 'invoice']);
/** A longer message is no answer in a word or two. */
const LONGEST_ANSWER = 120;
const LONGEST_NAME_WORDS = 4;
/** Letters and digits in groups: `AB 778 123`, `77-81-23`. */
const CODE =
  /(?<![\p{L}\p{N}])(?:\p{L}{1,4}-?|\p{Lu}{1,4} )?\d(?:[\p{L}\d]|[ -](?=\d)){2,23}(?![\p{L}\p{N}])/gu;
/** A time of day, an ordinal, a span. */
const NO_CODE =
  /^\d{1,4} ?(?:am|pm|a\.m|p\.m|h|hrs?|uhr|uur|min|st|nd|rd|th|mal|times|x|days?|weeks?|tage?|km|kg|cm)$/i;
const SHORT_CODE = /(?<![\p{L}\p{N}])(?:\p{L}{1,4}-)?\d[\d-]{2,23}(?![\p{L}\p{N}])/gu;
const SUM = /(?<![\p{L}\p{N}])\d[\d.,']{0,14}(?![\p{L}\p{N}])/gu;
const LEAD =
  /^(?:hi|hello|hey|hallo|hola|bonjour|ciao|ola|sure|yes|yep|ok(?:ay)?|of course|claro|si|oui|ja|sim|certo|natuurlijk|it is|it's|its|i am|i'm|im|this is|my name is|my name's|here is|that is|that's|es ist|ich bin|ich heisse|mein name ist|das ist|soy|es|me llamo|mi nombre es|je suis|c'est|je m'appelle|mon nom est|sono|mi chiamo|il mio nome e|sou|chamo-me|meu nome e|o meu nome e|ik ben|ik heet|mijn naam is|het is)[\s,.!:]+/;
const NO_NAME =
  /\b(?:no|not|nope|none|nothing|why|what|how|dont|don't|do|can|please|want|is|are|the|a|i|you|human|person|agent|bot|help|thanks|thank|ok|yes|nein|nicht|warum|was|ich|ein|eine|bitte|mensch|por|que|persona|humano|quiero|pourquoi|une|personne|je|non|perche|voglio|nao|quero|pessoa|nee|niet|waarom|mens)\b/;
const TIME_WORD =
  /\d|\b(?:morning|noon|afternoon|evening|night|week|weekend|month|year|day|hours?|ago|since|spring|summer|autumn|winter|christmas|easter|morgens?|mittags?|abends?|nachts?|woche|wochenende|monat|jahr|tag|seit|semana|mes|ano|dia|noche|tarde|semaine|mois|jour|soir|nuit|matin|settimana|mese|anno|giorno|notte|sera|noite|manha|maand|jaar|dag|nacht|avond|ochtend)\b/;

/** The details of an answer to a question for `asked`: those found in it, with the kinds that the question gives them. */
export function answerDetails(
  text: string,
  asked: readonly Asked[],
  found: readonly Detail[],
): readonly Detail[] {
  if (text.length > LONGEST_ANSWER) return found;
  let details = found;
  for (const kind of asked) {
    if (kind === 'tried' || kind === 'matter' || details.some((detail) => detail.kind === kind)) continue;
    details = withAnswer(text, kind, details);
  }
  return details;
}

function withAnswer(text: string, kind: KeyDetail['kind'], found: readonly Detail[]): readonly Detail[] {
  if (IDS.has(kind)) return withCode(text, kind, found, CODE);
  if (kind === 'phone') return withCode(text, kind, found, SHORT_CODE);
  if (kind === 'amount') return withCode(text, kind, found, SUM);
  if (kind === 'name') return add(found, nameIn(text));
  if (kind === 'date') return add(found, timeIn(text));
  return found;
}

/** The code with the most digits that is nothing else, or was only taken for a phone or a bare number. */
function withCode(
  text: string,
  kind: KeyDetail['kind'],
  found: readonly Detail[],
  pattern: RegExp,
): readonly Detail[] {
  let best: Detail | null = null;
  for (const match of text.matchAll(pattern)) {
    const [value] = match;
    if (NO_CODE.test(value)) continue;
    const detail: Detail = { kind, value, normal: null, start: match.index, end: match.index + value.length };
    const others = found.filter((other) => overlap(detail, other));
    if (others.some((other) => other.kind !== 'phone' && other.kind !== 'number')) continue;
    if (best === null || digitsOf(value) > digitsOf(best.value)) best = detail;
  }
  if (best === null) return found;
  const code = best;
  return [...found.filter((other) => !overlap(code, other)), code];
}

function overlap(a: Detail, b: Detail): boolean {
  return a.start < b.end && a.end > b.start;
}

function digitsOf(text: string): number {
  return text.replace(/\D/g, '').length;
}

function nameIn(text: string): Detail | null {
  const bare = withoutLead(text);
  const words = bare.text.split(/\s+/);
  if (bare.text === '' || words.length > LONGEST_NAME_WORDS || !/^[\p{L}\p{M}\s.'’-]{2,60}$/u.test(bare.text))
    return null;
  if (NO_NAME.test(foldText(bare.text))) return null;
  return {
    kind: 'name',
    value: bare.text,
    normal: null,
    start: bare.start,
    end: bare.start + bare.text.length,
  };
}

/** "Around ten at night" is no date, and still the answer to when. */
function timeIn(text: string): Detail | null {
  const value = text.trim();
  if (value.length > 80 || !TIME_WORD.test(foldText(value))) return null;
  const start = text.indexOf(value);
  return { kind: 'date', value, normal: null, start, end: start + value.length };
}

function withoutLead(text: string): { readonly text: string; readonly start: number } {
  let rest = text.trim();
  for (let i = 0; i < 3; i++) {
    const folded = foldText(rest);
    // Folding keeps the length of what is said in front of a name; where it does not, nothing is cut.
    const lead = folded.length === rest.length ? (LEAD.exec(folded)?.[0].length ?? 0) : 0;
    if (lead === 0) break;
    rest = rest.slice(lead).trim();
  }
  const value = rest.replace(/[\s.,;:!?]+$/, '');
  return { text: value, start: Math.max(0, text.indexOf(value)) };
}

function add(found: readonly Detail[], detail: Detail | null): readonly Detail[] {
  if (detail === null || found.some((other) => overlap(detail, other))) return found;
  return [...found, detail];
}
