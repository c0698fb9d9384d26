/** Words that nearly every sentence of a language has some of, and few other languages share. */
const WORDS: Readonly<Record<string, string>> = {
  en: 'the and you your for is are with that this have will we our can not it of to please from has been',
  es: 'el los las una para con que por está usted su gracias pero como más del al y ya le hemos puede no es',
  de: 'der die das und ist nicht wir sie ich mit für auf ein eine ihr ihre haben wird bitte zu den dem von',
  fr: 'le les des une est pas vous nous avec pour que votre dans sur merci je et du au ce sont avez',
  it: 'il gli una con per che non è grazie di la sono abbiamo del della suo le si può come',
  pt: 'os as um uma para com que não você seu sua obrigado está mais do da em por temos pode',
  nl: 'de het een en niet wij uw voor met van dat is zijn hebben wordt op te u aan kunt',
};

const KNOWN: readonly (readonly [code: string, words: ReadonlySet<string>])[] = Object.entries(WORDS).map(
  ([code, words]) => [code, new Set(words.split(' '))],
);

/** Fewer known words than this say nothing. */
const LEAST_WORDS = 3;
/** The first must have this many times the words of the second. */
const CLEARLY = 1.5;

/** The language of a draft (ISO 639-1), by its small words; null where that is not clear. */
export function languageOf(text: string): string | null {
  const words =
    text
      .slice(0, 2000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const counts = KNOWN.map(([code, known]) => ({
    code,
    count: words.filter((word) => known.has(word)).length,
  })).toSorted((a, b) => b.count - a.count);
  const [first, second] = counts;
  if (first === undefined || first.count < LEAST_WORDS) return null;
  return first.count >= CLEARLY * (second?.count ?? 0) ? first.code : null;
}
