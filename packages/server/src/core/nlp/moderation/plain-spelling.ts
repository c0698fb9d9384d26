import { ANALYSED_CHARACTERS, foldText } from '../fold-text.ts';

/** Of a longer message the end is read too: what is hidden behind padding is read by the AI all the same. */
const END_CHARACTERS = 2000;

/** Nothing that is seen: formats, variation selectors, letters without a shape. */
const HIDDEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/** Letters of Greek and Russian that pass for Latin ones. Only in words that have Latin letters too. */
const WORD = /[a-z\u0370-\u03ff\u0400-\u052f]+/g;
const MIXED = /[a-z][\u0370-\u052f]|[\u0370-\u052f][a-z]/;
const TWINS: ReadonlyMap<string, string> = new Map(
  [...'аaеeоoрpсcхxуyіiѕsјjкkмmтtнhвbһhԁdԛqԝwӏlαaοoιiνvρpτtυuκkεeηnχx'.matchAll(/(.)(.)/gu)].map(
    ([, foreign = '', latin = '']) => [foreign, latin],
  ),
);

const LOOKS_LIKE: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const DISGUISED = /(?<=[a-z])[013457@$!](?=[a-z@$013457])|(?<![a-z0-9])[013457@$](?=[a-z]{2})/g;
const POINTED = /(?<![a-z])(?:[a-z][.*_-]){2,20}[a-z](?![a-z])/g;
const SPACED = /(?<![a-z])(?:[a-z][ .*_-]){2,20}[a-z](?![a-z])/g;
const STRETCHED = /([a-z])\1{2,}/g;
/** A word a line. */
const LINED = /(?<=(?:^|\n)[^\s]{1,20})\n(?=[^\s]{1,20}(?:\n|$))/g;

/** What is read of a message: all of it, or the beginning and the end of a long one. */
export function bothEnds(message: string): string {
  if (message.length <= ANALYSED_CHARACTERS) return message;
  const end = message.slice(-END_CHARACTERS);
  return `${message.slice(0, ANALYSED_CHARACTERS - END_CHARACTERS - 1)}\n${end}`;
}

/**
 * What a message says, folded, with the usual disguises taken off: `k1ll`, `f u c k`, `stuuupid`, letters of other
 * alphabets among Latin ones, and what cannot be seen.
 */
export function plainSpelling(message: string): string {
  const seen = bothEnds(message).replace(HIDDEN, '').toLowerCase();
  return foldText(seen.replace(WORD, latinTwins))
    .replace(LINED, ' ')
    .replace(DISGUISED, (letter) => LOOKS_LIKE[letter] ?? letter)
    .replace(POINTED, (pointed) => pointed.replace(/[.*_-]/g, ''))
    .replace(SPACED, (spaced) => spaced.replace(/[ .*_-]/g, ''))
    .replace(STRETCHED, '$1');
}

function latinTwins(word: string): string {
  return MIXED.test(word) ? word.replace(/[\u0370-\u052f]/g, (letter) => TWINS.get(letter) ?? letter) : word;
}
