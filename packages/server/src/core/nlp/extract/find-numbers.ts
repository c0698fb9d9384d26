const WORDS: Readonly<Record<string, number>> = {
  zero: 0,
  none: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  twenty: 20,
  thirty: 30,
  fifty: 50,
  hundred: 100,
  thousand: 1000,
};

const AMOUNT =
  /(?:[$€£]|\b(?:eur|usd|gbp|chf) ?)\s?(\d[\d.,' ]{0,14}\d|\d)(?: ?(k|thousand|million)\b)?|(\d[\d.,' ]{0,14}\d|\d)(?: ?(k|thousand|million))?\s?(?:[$€£]|(?:eur|euros?|usd|dollars?|bucks|gbp|pounds?|chf|francs?)\b)/gi;
const PLAIN = /(?<![\w./-])-?\d[\d.,']{0,14}(?![\w/-])/g;
const READ_CHARACTERS = 2000;

/** Sums of money with a currency, in the order they are named. */
export function findAmounts(text: string): readonly number[] {
  return [...text.slice(0, READ_CHARACTERS).matchAll(AMOUNT)].flatMap((match) => {
    const value = parseNumber(match[1] ?? match[3] ?? '');
    return value === null ? [] : [value * factor((match[2] ?? match[4] ?? '').toLowerCase())];
  });
}

/** Numbers that stand alone, in digits or as an English word up to twelve and round ones. */
export function findNumbers(text: string): readonly number[] {
  const source = text.slice(0, READ_CHARACTERS);
  const digits = [...source.matchAll(PLAIN)].flatMap((match) => parseNumber(match[0]) ?? []);
  if (digits.length > 0) return digits;
  return source
    .toLowerCase()
    .split(/[^a-z]+/)
    .flatMap((word) => (Object.hasOwn(WORDS, word) ? (WORDS[word] ?? []) : []));
}

/** Reads `1,234.50`, `1.234,50`, `1 234`, `12,5`: a single separator before three digits groups thousands. */
export function parseNumber(written: string): number | null {
  const compact = written
    .trim()
    .replace(/[ ']/g, '')
    .replace(/[.,]+$/, '');
  const lastPoint = compact.lastIndexOf('.');
  const lastComma = compact.lastIndexOf(',');
  const decimalAt = Math.max(lastPoint, lastComma);
  const separators = compact.replace(/[^.,]/g, '');
  const grouped = separators.length === 1 && compact.length - decimalAt === 4;
  const mixed = new Set(separators).size > 1;
  const repeated = separators.length > 1 && !mixed;
  const decimals = decimalAt >= 0 && !grouped && !repeated ? compact.slice(decimalAt + 1) : '';
  const whole = decimals === '' ? compact : compact.slice(0, decimalAt);
  const value = Number(`${whole.replace(/[.,]/g, '')}${decimals === '' ? '' : `.${decimals}`}`);
  return compact === '' || Number.isNaN(value) ? null : value;
}

function factor(word: string): number {
  if (word === 'million') return 1_000_000;
  return word === '' ? 1 : 1000;
}
