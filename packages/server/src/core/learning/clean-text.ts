import type { Detail } from '../nlp/extract/find-details.ts';
import type { DetailKind } from '../nlp/extract/detail-kind.ts';

/** What is known of the people in a conversation, to be left out of what is learnt from it. */
export interface Personal {
  /** Names of the customer and of those who answered him. */
  readonly names: readonly string[];
  readonly details: (text: string) => readonly Detail[];
}

/** Stands for what is left out, in any language; a lead sees where words of his are wanted. */
const LEFT_OUT = '[…]';

/** Amounts and days are often what the answer is about; an address on the web is the company's own. */
const PERSONAL: ReadonlySet<DetailKind> = new Set<DetailKind>([
  'name',
  'email',
  'phone',
  'order',
  'policy',
  'claim',
  'invoice',
  'number',
]);
const SHORTEST_NAME = 3;
const MOST_NAMES = 20;
/** What stands in the place of a name: it is nobody's, and may be what an answer is about. */
const NO_NAMES: ReadonlySet<string> = new Set(
  'guest visitor customer client user anonymous support team service services desk help care admin agent operator assistant bot staff office claims sales billing the und der die das von van equipo servicio atención soporte cliente ayuda kundenservice kundendienst kunde hilfe gast'.split(
    ' ',
  ),
);

/** A line of its own, or what comes before the first sentence: "Hi Anna,", "Guten Tag!", "Hello Mr Berg - ". */
const GREETING =
  /^\s*(?:(?:hi|hey|hello|good (?:morning|afternoon|evening|day)|dear|hola|buen(?:os|as) (?:d[ií]as|tardes|noches)|estimad[oa]|hallo|guten (?:tag|morgen|abend)|moin|servus|sehr geehrte[rs]?|liebe[rs]?|bonjour|bonsoir|salut|ch[eè]re?|ciao|buongiorno|ol[aá])(?![\p{L}])(?:[ \t]+(?:there|again|all|team|nochmal))?(?:[ \t]+[\p{L}'’.[\]…-]{1,30}){0,3}?[ \t]*(?:[,!.–:;-]+|\n)\s*)/iu;
/** Thanks for having written, and how nice it is to be asked. */
const COURTESY =
  /^\s*(?:(?:thank you|thanks|many thanks|gracias|muchas gracias|danke|vielen dank|herzlichen dank|merci)(?:[ \t]+(?:for|por|f[üu]r|pour)[ \t]+[^.!?\n]{1,80}|[ \t]+(?:very|so) much)?[ \t]*[.!,]\s*)/iu;
const SIGN_OFF =
  /(?:^|\n|(?<=[.!?…)\]"”])[ \t]+)[ \t]*(?:(?:kind|best|warm|many|with kind)[ \t]+(?:regards|wishes)|regards|best|cheers|sincerely|yours[ \t]+\w{2,12}|thank you|thanks|all the best|have a (?:nice|great|good|lovely)[^.!?\n]{0,30}|take care|(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|que tenga[^.!?\n]{0,30}|(?:mit )?(?:freundliche[nm]?|viele[n]?|beste[n]?|liebe[n]?|herzliche[n]?)[ \t]+gr(?:ü|ue)(?:ß|ss)en?|gr(?:ü|ue)(?:ß|ss)e|mfg|(?:einen )?sch(?:ö|oe)nen tag[^.!?\n]{0,20}|cordialement)[ \t]*[,.!]*(?:\s*[\p{L}'’.[\]… -]{0,60})?\s*$/iu;
const OFFER_OF_MORE =
  /(?:^|(?<=[.!?…)\]"”])\s+|\n)\s*[¿¡]?(?:(?:is|was) there anything else|(?:can|may) i help you with anything else|anything else i can|if you have any (?:other|more|further) questions|let (?:me|us) know if|(?:please )?(?:do not|don['’]t) hesitate|hay algo m[aá]s|puedo ayudar(?:te|le) en algo m[aá]s|kann ich (?:ihnen|dir) (?:sonst )?noch|bei (?:weiteren )?fragen)[^\n]{0,160}\s*$/iu;
const ROUNDS = 4;

/** As it is looked at: blanks without end would be looked at again from each of them. */
export function tidyText(text: string): string {
  return text
    .trim()
    .replace(/\n{3,}/g, '\n\n')
    .replace(/[^\S\n]{9,}/g, ' ');
}

/** What a person answered, without greetings, sign-offs and what is about this customer alone. */
export function cleanAnswer(text: string, personal: Personal): string {
  let cleaned = withoutPersonal(tidyText(text), personal);
  for (let round = 0; round < ROUNDS; round++) {
    const shorter = [GREETING, COURTESY, SIGN_OFF, OFFER_OF_MORE]
      .reduce((rest, pattern) => rest.replace(pattern, ''), cleaned)
      .trim();
    if (shorter === cleaned) break;
    // An answer that is nothing but courtesy stays what it is.
    if (shorter === '') return cleaned;
    cleaned = shorter;
  }
  return cleaned.charAt(0).toUpperCase() + cleaned.slice(1);
}

/** What a customer asked, in one line: of several sentences those that ask. */
export function cleanQuestion(text: string, personal: Personal): string {
  const plain = withoutPersonal(tidyText(text), personal).replace(GREETING, '').replace(/\s+/g, ' ').trim();
  const asking = plain.match(/[^.!?…]*\?+/g)?.map((sentence) => sentence.trim()) ?? [];
  const question = asking.length > 0 ? asking.join(' ') : plain;
  return question.charAt(0).toUpperCase() + question.slice(1);
}

function withoutPersonal(text: string, { names, details }: Personal): string {
  let cleaned = '';
  let at = 0;
  for (const { kind, start, end, value } of details(text).toSorted((a, b) => a.start - b.start)) {
    if (!PERSONAL.has(kind) || start < at) continue;
    // Of "my name is Anna" the name goes.
    const whole = text.slice(start, end);
    const from = start + Math.max(0, whole.lastIndexOf(value));
    cleaned += text.slice(at, from) + LEFT_OUT;
    at = Math.max(end, from);
  }
  return withoutNames(cleaned + text.slice(at), names);
}

function withoutNames(text: string, names: readonly string[]): string {
  const words = names
    .flatMap((name) => [name.trim(), ...name.trim().split(/\s+/)])
    .filter((word) => word.length >= SHORTEST_NAME && /^\p{Lu}/u.test(word))
    .filter((word) => !NO_NAMES.has(word.toLowerCase()))
    .slice(0, MOST_NAMES)
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`));
  if (words.length === 0) return text;
  const named = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${words.join('|')})(?![\p{L}\p{N}])`, 'gu');
  return text.replace(named, LEFT_OUT);
}
