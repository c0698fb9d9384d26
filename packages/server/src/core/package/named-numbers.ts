import type { KeyDetail } from '@baton/protocol';
import type { Detail } from '../nlp/extract/find-details.ts';

/* Numbers named in ways that the general patterns do not know: without a hyphen, or by a noun that stands further away. */

const PATTERNS: readonly (readonly [KeyDetail['kind'], RegExp])[] = [
  ['policy', /(?<![\p{L}\p{N}-])(P(?:OL)?[ -]?\d{4,12})(?![\p{L}\p{N}-])/giu],
  ['claim', /(?<![\p{L}\p{N}-])(CLM?[ -]?\d{3,12})(?![\p{L}\p{N}-])/giu],
  // Of what it is says the noun before it.
  ['number', /(?<![\p{L}\p{N}/.:])[A-Z]{1,6}(?:\/[A-Z0-9]{1,10}){1,4}(?![\p{L}\p{N}/])/gu],
];

/** Finds them in a text of at most 8,000 characters. */
export function namedNumbers(text: string): readonly Detail[] {
  const source = text.slice(0, 8000);
  return PATTERNS.flatMap(([kind, pattern]) =>
    [...source.matchAll(pattern)]
      .filter(([whole]) => /\d\D*\d/.test(whole))
      .map((match): Detail => {
        const value = match[1] ?? match[0];
        const start = match.index + match[0].length - value.length;
        return { kind, value, normal: null, start, end: start + value.length };
      }),
  );
}

const NOUNS: readonly (readonly [KeyDetail['kind'], RegExp])[] = [
  [
    'policy',
    /(?<!\p{L})(?:polic(?:y|ies|en\p{L}*)|p[oó]lizas?|polices?|polizza|ap[oó]lice|polis\p{L}*|vertrag\p{L}*|versicherungs?\p{L}*|contrat[oti]?|contratto|contract\p{L}*)(?!\p{L})/giu,
  ],
  ['claim', /(?<!\p{L})(?:claims?|siniestro|sinistre|sinistro|schaden\p{L}*|schade\p{L}*)(?!\p{L})/giu],
  [
    'order',
    /(?<!\p{L})(?:orders?|ordernummer|bookings?|reservations?|pedidos?|commandes?|bestell\p{L}+|bestel\p{L}+|auftr[aä]g\p{L}*|ordin[ei]|encomendas?|reservas?|r[ée]servations?|buchung\p{L}*|prenotazion[ei]|boeking\p{L}*|reservering\p{L}*|sendung\p{L}*|tracking)(?!\p{L})/giu,
  ],
  [
    'invoice',
    /(?<!\p{L})(?:invoices?|facturas?|factures?|rechnung\p{L}*|fattur[ae]|faturas?|factu(?:ur|ren)\p{L}*)(?!\p{L})/giu,
  ],
  [
    'phone',
    /(?<!\p{L})(?:(?:tele)?phones?|mobile|call|ring|text|whatsapp|telefon\p{L}*|tel|handy|ruf\p{L}*|erreich\p{L}*|tel[eé]fono|m[oó]vil|llam\p{L}*|t[eé]l[eé]phone|portable|appel\p{L}*|chiam\p{L}*|cellulare|telefone|telem[oó]vel|lig\p{L}*|telefoon\p{L}*|bel)(?!\p{L})/giu,
  ],
];
/** Between what a number is of and the number: "order number? I have two, 88123 and …". */
const FAR = 45;

/** What the words before a bare number say that it is of: the nearest noun counts. Null when none is near. */
export function kindBefore(text: string, start: number): KeyDetail['kind'] | null {
  const before = text.slice(Math.max(0, start - FAR), start);
  let nearest: { readonly kind: KeyDetail['kind']; readonly at: number } | null = null;
  for (const [kind, pattern] of NOUNS) {
    const at = [...before.matchAll(pattern)].at(-1)?.index;
    if (at !== undefined && (nearest === null || at > nearest.at)) nearest = { kind, at };
  }
  return nearest?.kind ?? null;
}
