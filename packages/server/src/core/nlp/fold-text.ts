/** At most this much of a message is analysed: the rest cannot slow a turn down. */
export const ANALYSED_CHARACTERS = 8000;

const LATIN_MARKS = /[\u0300-\u036f]+/g;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]+/g;
const APOSTROPHES = /[\u2018\u2019\u02bc\u0060\u00b4]/g;
const LETTERS_WITHOUT_MARKS = /[ßøłđœæı]/g;
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', œ: 'oe', æ: 'ae', ı: 'i' };

/**
 * Text in the one form all rules are written in: lower case, Latin letters without accents, straight
 * apostrophes, nothing invisible. Other scripts stay as they are.
 */
export function foldText(text: string): string {
  return text
    .slice(0, ANALYSED_CHARACTERS)
    .replace(INVISIBLE, '')
    .replace(APOSTROPHES, "'")
    .normalize('NFKD')
    .slice(0, ANALYSED_CHARACTERS * 2)
    .replace(LATIN_MARKS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(LETTERS_WITHOUT_MARKS, (letter) => PLAIN[letter] ?? letter)
    .slice(0, ANALYSED_CHARACTERS);
}
