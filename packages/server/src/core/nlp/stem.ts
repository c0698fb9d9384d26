const VOWEL = /[aeiouy]/;
const DOUBLED = /([bdfglmnprt])\1$/;
/** Forms that the endings below do not bring together. */
const IRREGULAR: Readonly<Record<string, string>> = {
  paid: 'pay',
  pays: 'pay',
  bought: 'buy',
  sold: 'sell',
  lost: 'lose',
  stole: 'steal',
  stolen: 'steal',
  broke: 'break',
  broken: 'break',
  sent: 'send',
  happened: 'happen',
  filed: 'file',
  filing: 'file',
  files: 'file',
  closed: 'close',
  hours: 'hour',
  policies: 'policy',
  lying: 'lie',
  died: 'die',
  dying: 'die',
  spoke: 'speak',
  told: 'tell',
  wrote: 'write',
  written: 'write',
  children: 'child',
  people: 'person',
  sum: 'sum',
  telephone: 'phone',
  cancelled: 'cancel',
  cancelling: 'cancel',
  cancellation: 'cancel',
  claimed: 'claim',
  changing: 'change',
  changed: 'change',
  changes: 'change',
  covering: 'cover',
  coverage: 'cover',
  coverages: 'cover',
  payment: 'pay',
  payments: 'pay',
  payout: 'payout',
  opening: 'open',
  explanation: 'explain',
  damaged: 'damage',
  damages: 'damage',
};

/**
 * A light English stemmer: plural, -ed, -ing, -ly and a few more. It brings forms of a word together and is not
 * meant to give dictionary words.
 */
export function stem(word: string): string {
  if (Object.hasOwn(IRREGULAR, word)) return IRREGULAR[word] ?? word;
  if (word.length < 4 || !VOWEL.test(word)) return word;
  return endings(plural(word));
}

function plural(word: string): string {
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  if (word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}

function endings(word: string): string {
  for (const ending of ['ing', 'ed']) {
    const base = word.slice(0, -ending.length);
    if (word.endsWith(ending) && base.length >= 3 && VOWEL.test(base)) return withoutDouble(base);
  }
  if (word.endsWith('tion') && word.length > 7) return word.slice(0, -3);
  if (word.endsWith('ment') && word.length > 7) return word.slice(0, -4);
  if (word.endsWith('ly') && word.length > 5) return word.slice(0, -2);
  if (word.endsWith('e') && word.length > 4) return word.slice(0, -1);
  return word;
}

function withoutDouble(base: string): string {
  if (DOUBLED.test(base)) return base.slice(0, -1);
  return base.endsWith('e') && base.length > 4 ? base.slice(0, -1) : base;
}
