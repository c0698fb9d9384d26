import type { KeyDetail } from '@baton/protocol';

interface Pattern {
  readonly kind: KeyDetail['kind'];
  readonly pattern: RegExp;
}

/* Each pattern is linear: bounded repetitions, no nested quantifiers. The first that claims a stretch of text keeps it. */
const ID = String.raw`([A-Z]{0,4}[-#]?\d[A-Z0-9-]{2,19})`;
const PATTERNS: readonly Pattern[] = [
  { kind: 'email', pattern: /\b([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})\b/gi },
  {
    kind: 'policy',
    pattern: new RegExp(
      String.raw`\bpolicy(?:\s{1,3}(?:number|no\.?|nr\.?|id))?[\s:#]{1,3}(?:is\s)?${ID}\b`,
      'gi',
    ),
  },
  { kind: 'policy', pattern: /\b(P(?:OL)?-\d{3,12})\b/gi },
  {
    kind: 'claim',
    pattern: new RegExp(
      String.raw`\bclaim(?:\s{1,3}(?:number|no\.?|nr\.?|id))?[\s:#]{1,3}(?:is\s)?${ID}\b`,
      'gi',
    ),
  },
  { kind: 'claim', pattern: /\b(C(?:LM?)?-\d{3,12})\b/gi },
  {
    kind: 'order',
    pattern: new RegExp(
      String.raw`\border(?:\s{1,3}(?:number|no\.?|nr\.?|id))?[\s:#]{1,3}(?:is\s)?${ID}\b`,
      'gi',
    ),
  },
  {
    kind: 'invoice',
    pattern: new RegExp(
      String.raw`\binvoice(?:\s{1,3}(?:number|no\.?|nr\.?|id))?[\s:#]{1,3}(?:is\s)?${ID}\b`,
      'gi',
    ),
  },
  { kind: 'date', pattern: /\b(\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})\b/g },
  {
    kind: 'date',
    pattern:
      /\b((?:\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?)?(?:january|february|march|april|may|june|july|august|september|october|november|december)(?:\s\d{1,2}(?:st|nd|rd|th)?)?(?:,?\s\d{4})?)\b/gi,
  },
  {
    kind: 'amount',
    pattern:
      /([$€£]\s?\d[\d.,]{0,14}|\b\d[\d.,]{0,14}\s?(?:€|eur\b|euros?\b|usd\b|dollars?\b|gbp\b|pounds?\b))/gi,
  },
  { kind: 'phone', pattern: /(?<![\w-])(\+?\d[\d\s().-]{6,18}\d)(?![\w-])/g },
  {
    kind: 'name',
    pattern:
      /\b(?:[Mm]y name is|[Ii] am called|[Tt]his is)\s(\p{Lu}[\p{L}'’-]{1,30}(?:\s\p{Lu}[\p{L}'’-]{1,30}){0,2})/gu,
  },
];

/** Digits a phone number has: from a local one to the most that E.164 allows; a card has more. */
function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return digits >= 7 && digits <= 15;
}

/** A month alone ("may", "march") is a word, not a date. */
const BARE_MONTH = /^[a-z]+$/i;

/**
 * Numbers, addresses, dates and names in a customer's message, each with the offset it was said at. Reads the
 * first 8,000 characters.
 */
export function findKeyDetails(text: string, offset: number): KeyDetail[] {
  const source = text.slice(0, 8000);
  const taken: [number, number][] = [];
  const found: { at: number; detail: KeyDetail }[] = [];
  for (const { kind, pattern } of PATTERNS) {
    for (const match of source.matchAll(pattern)) {
      const value = match[1]?.trim();
      if (value === undefined || (kind === 'date' && BARE_MONTH.test(value))) continue;
      if (kind === 'phone' && !isPhone(value)) continue;
      const [start, end] = [match.index, match.index + match[0].length];
      if (taken.some(([from, to]) => start < to && end > from)) continue;
      taken.push([start, end]);
      found.push({ at: start, detail: { kind, value, offset } });
    }
  }
  return found.toSorted((a, b) => a.at - b.at).map(({ detail }) => detail);
}
