/** A rating in a customer's words. */
export interface SpokenRating {
  /** 1 to 5. */
  readonly score: number;
  readonly comment: string | null;
  /** He has asked something besides: that still wants an answer. */
  readonly asksMore: boolean;
}

const LONGEST = 600;
const STARS = /^[\s]*((?:⭐|🌟|★|✮|✯)\u{fe0f}?[\s]*){1,5}(?!\s*(?:⭐|🌟|★|✮|✯))/u;
const ONE_STAR = /[⭐🌟★✮✯]/gu;

/** One to five in English, Spanish, German, French, Italian, Portuguese and Dutch. */
const NUMBERS: readonly (readonly [number, string])[] = [
  [1, 'one|uno|una|un|eins|einen|eine|ein|une|uma|um|een|één'],
  [2, 'two|dos|zwei|deux|due|dois|duas|twee'],
  [3, 'three|tres|três|drei|trois|tre|drie'],
  [4, 'four|cuatro|vier|quatre|quattro|quatro'],
  [5, 'five|cinco|fünf|fuenf|cinque|cinq|vijf'],
];
const NUMBER = `[1-5]|${NUMBERS.map(([, words]) => words).join('|')}`;
const GIVES =
  "(?:i(?:'d| would)? (?:give|rate)(?: (?:it|you|this|that|him|her|them))?(?: a)?|it(?:['’]s| is) a|a|my rating(?: is|:)?|rating:?|le doy|te doy|os doy|pongo|ich gebe(?: (?:ihnen|dir|euch))?|von mir|je (?:vous |lui )?(?:donne|mets)|do(?: un)?|vi do(?: un)?|dou(?: nota)?|nota|ik geef(?: (?:jullie|het|u))?(?: een)?)";
const UNIT =
  'stars?|points?|estrellas?|puntos?|sternen?|sterne|stern|punkten?|punkte|étoiles?|etoiles?|stelle|stella|punti|estrelas?|pontos?|sterren|ster|punten';
const OUT_OF = '(?:/|of|out of|de|sobre|von|aus|sur|su|em|van de|van)';
const FIVE = '(?:5|five|cinco|fünf|fuenf|cinque|cinq|vijf)';
/** "5", "four stars", "5/5", "ich gebe 4 von 5 Sternen": and then nothing, or a comment. */
const RATING = new RegExp(
  `^(?:${GIVES} )?(${NUMBER})(?![\\p{L}\\p{N}])((?: (?:${UNIT})| ?${OUT_OF} ?${FIVE}(?: (?:${UNIT}))?)(?![\\p{L}\\p{N}]))?(.*)$`,
  'isu',
);
/** What parts a bare score from a comment. After "5 stars" or "5/5" anything does. */
const PARTS = /^\s*[,;!]+\s*|^\s+[–—-]\s+/u;
/** A number that goes on, or a measure: "5%", "5.30", "5 - 7 days". */
const GOES_ON = /^\s*(?:[.,:/–-]\s*\d|[%°€$£])/u;
const COURTESY =
  /^[\s.,!)(]*(?:please|thanks?|thank you|por favor|bitte|danke|gracias|merci|grazie|obrigad[oa]|bedankt|dank je)?[\s.!)(]*$/i;
const ARTICLE = /^(?:un|una|ein|eine|einen|une|um|uma|een)$/i;

/** The rating that an answer to "how well did we help you?" gives; null when it gives none. */
export function readRating(text: string): SpokenRating | null {
  if (text.length > LONGEST) return null;
  const drawn = STARS.exec(text);
  if (drawn !== null) return withComment(drawn[0].match(ONE_STAR)?.length ?? 0, text.slice(drawn[0].length));
  const words = text
    .normalize('NFC')
    .trim()
    .replace(/^["'“«(]+/u, '')
    .replace(/\s+/g, ' ');
  const match = RATING.exec(words);
  if (match === null) return null;
  const [whole, said = '', unit, rest = ''] = match;
  // Written out it says nothing alone where it is an article too.
  if (ARTICLE.test(said) && unit === undefined && !/^nota /i.test(whole)) return null;
  if (GOES_ON.test(rest)) return null;
  if (!COURTESY.test(rest) && unit === undefined && !PARTS.test(rest)) return null;
  return withComment(numberOf(said.toLowerCase()), rest);
}

function numberOf(said: string): number {
  const digit = Number(said);
  if (Number.isInteger(digit)) return digit;
  return NUMBERS.find(([, words]) => words.split('|').includes(said))?.[0] ?? 0;
}

function withComment(score: number, rest: string): SpokenRating {
  if (COURTESY.test(rest)) return { score, comment: null, asksMore: false };
  const comment = rest.replace(/^[\s,;:.!()–—-]+/u, '').trim();
  return { score, comment, asksMore: /[?¿]/u.test(comment) };
}
