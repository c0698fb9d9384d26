import { foldText } from './fold-text.ts';
import { tokenise } from './tokenise.ts';

/** Frequent small words, most of them of one language only. */
const SMALL_WORDS: Readonly<Record<string, string>> = {
  en: 'the and is are was you your my we they this that with for have has do does not what how when where can could would please want need i it of to from about will there get please hello thanks who me',
  es: 'el los las una unos es son estoy esta que por para con mi tu su como cuando donde puedo quiero necesito hola gracias pero no si lo le me se del al muy hay tengo cual',
  fr: 'le les des une est sont je tu vous nous que qui pour avec mon ma votre vos comment quand ou puis veux voudrais besoin bonjour merci mais ne pas dans sur du au ce cette j l d c y a t il',
  de: 'der die das den dem ein eine einen ist sind ich du sie wir mit fur mein meine ihr ihre wie wann wo kann mochte brauche hallo danke aber nicht und zu von auf im bitte was habe wurde mich mir uns ihnen um zum zur noch auch schon',
  pt: 'o os uma sao estou esta que por para com meu minha seu sua como quando onde posso quero preciso ola obrigado obrigada mas nao sim lhe voce do da no na em um tenho qual ao',
  it: 'il lo gli una sono che per con mio mia suo sua come quando dove posso voglio vorrei bisogno ciao grazie ma non si del della di da in un ho qual alla e mi ti le la',
  nl: 'de het een is zijn ik je jij you wij met voor mijn uw hoe wanneer waar kan wil graag nodig hallo dank maar niet en te van op in wat heb wordt er',
  pl: 'jest sa ja ty pan pani my z dla moj moja jak kiedy gdzie moge chce potrzebuje czesc dziekuje ale nie i w na do co mam prosze sie o to czy',
};

const BY_LANGUAGE: readonly (readonly [string, ReadonlySet<string>])[] = Object.entries(SMALL_WORDS).map(
  ([language, words]) => [language, new Set(words.split(' '))],
);
const READ_WORDS = 60;
/** A guess has to explain this share of the words … */
const SMALLEST_SHARE = 0.2;
/** … and more of them than the next best language. */
const LEAD = 1;

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\u3040-\u30ff]/],
  ['ko', /[\uac00-\ud7af]/],
  ['zh', /[\u4e00-\u9fff]/],
  ['ru', /[\u0400-\u04ff]/],
  ['ar', /[\u0600-\u06ff]/],
];

/** The language a text is most likely in (ISO 639-1), by its small words or its script; null when it does not show. */
export function guessLanguage(text: string): string | null {
  const folded = foldText(text.slice(0, 1000));
  const script = SCRIPTS.find(([, letters]) => letters.test(folded));
  if (script !== undefined) return script[0];
  const words = tokenise(folded).slice(0, READ_WORDS);
  const ranked = BY_LANGUAGE.map(([language, small]) => ({
    language,
    count: words.filter((word) => small.has(word)).length,
  })).toSorted((a, b) => b.count - a.count);
  const [first, second] = ranked;
  if (first === undefined || first.count / Math.max(words.length, 1) < SMALLEST_SHARE) return null;
  return first.count - (second?.count ?? 0) >= LEAD ? first.language : null;
}
