import type { DetailKind } from './detail-kind.ts';

/** `value` is the first group of `pattern`. */
export interface DetailPattern {
  readonly kind: DetailKind;
  readonly pattern: RegExp;
}

/* Each pattern is linear: bounded repetitions, no nested quantifiers. The first that claims a stretch of text keeps it. */

const ID = String.raw`([A-Z]{0,4}[-#]?\d[A-Z0-9-]{2,19})`;
/** "number", "no.", "id" and what other languages say. */
const NUMBER = String.raw`(?:\s{1,3}(?:number|no\.?|nr\.?|id|code|ref\.?|reference|num\.?|n[º°]\.?|n\.|n[uú]mero|num[eé]ro|nummer|numero|de\s(?:pedido|factura|p[oó]liza)))?`;
const IS = String.raw`[\s:#]{1,3}(?:is\s|es\s|est\s|ist\s|[eéè]\s|lautet\s)?`;

function behind(kind: DetailKind, words: string): DetailPattern {
  return { kind, pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${words})${NUMBER}${IS}${ID}\b`, 'giu') };
}

const MONTHS =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|apr|jun|jul|aug|sept|sep|oct|nov|dec' +
  '|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre' +
  '|janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre' +
  '|januar|februar|märz|maerz|juni|juli|oktober|dezember' +
  '|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro' +
  '|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre';
const CURRENCY = String.raw`€|\$|£|¥|(?:eur|euros?|usd|dollars?|bucks|gbp|pounds?|chf|francs?|franken|d[oó]lares|libras|reais|pesos|brl|mxn|pln|zł|sek|nok|dkk|jpy|yen|inr|rupees|cad|aud)\b`;
const NAME = String.raw`(\p{Lu}[\p{L}'’-]{1,30}(?:\s(?:de\s|da\s|von\s|van\s|di\s|del\s)?\p{Lu}[\p{L}'’-]{1,30}){0,2})`;

/** Named by what stands before or within them: nothing else claims these. */
export const SURE_PATTERNS: readonly DetailPattern[] = [
  { kind: 'url', pattern: /\b((?:https?:\/\/|www\.)[^\s<>"'()]{3,300})/gi },
  { kind: 'email', pattern: /\b([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})\b/gi },
  behind('policy', 'policy|p[oó]liza|police|polizza|ap[oó]lice|contrat|vertrag'),
  { kind: 'policy', pattern: /\b(P(?:OL)?-\d{3,12})\b/gi },
  behind('claim', 'claim|siniestro|sinistre|schaden|sinistro'),
  { kind: 'claim', pattern: /\b(C(?:LM?)?-\d{3,12})\b/gi },
  behind(
    'order',
    'order|booking|pedido|commande|bestellung|auftrag|auftragsnummer|bestellnummer|ordine|encomenda|bestelling|reserva|réservation|buchung|prenotazione',
  ),
  behind('invoice', 'invoice|factura|facture|rechnung|rechnungsnummer|fattura|fatura|factuur'),
  { kind: 'invoice', pattern: /\b((?:INV|RE|FAC)-[\dA-Z-]{3,20})\b/g },
];

/** Tried last, after what libraries find. */
export const LOOSE_PATTERNS: readonly DetailPattern[] = [
  { kind: 'date', pattern: /\b(\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})\b/g },
  {
    kind: 'date',
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}])((?:\d{1,2}(?:st|nd|rd|th|\.|er|º)?\s(?:of\s|de\s|di\s)?)(?:${MONTHS})(?![\p{L}])(?:\s\d{1,2}(?:st|nd|rd|th)?(?!\d))?(?:,?\s(?:de\s)?\d{4})?|(?:${MONTHS})\s\d{1,2}(?:st|nd|rd|th)?(?!\d)(?:,?\s\d{4})?|(?:${MONTHS})\s\d{4})`,
      'giu',
    ),
  },
  {
    kind: 'amount',
    pattern: new RegExp(
      String.raw`((?:R\$|[€$£¥])\s?\d[\d.,]{0,14}|\b(?:EUR|USD|GBP|CHF|BRL|PLN)\s?\d[\d.,]{0,14}|(?<![\p{L}\d.,])\d[\d.,]{0,14}\s?(?:${CURRENCY}))`,
      'giu',
    ),
  },
  { kind: 'phone', pattern: /(?<![\w-])(\+?\d[\d\s().-]{6,18}\d)(?![\w-])/g },
  {
    kind: 'name',
    pattern: new RegExp(
      String.raw`(?<![\p{L}])(?:[Mm]y name is|[Mm]y name's|[Nn]ame:|[Ii] am called|[Tt]his is|[Mm]e llamo|[Mm]i nombre es|[Ss]oy|[Jj]e m['’]appelle|[Mm]on nom est|[Ii]ch hei(?:ß|ss)e|[Mm]ein Name ist|[Mm]i chiamo|[Ii]l mio nome è|[Mm]e chamo|[Cc]hamo-me|[Mm]eu nome é|[Ii]k heet|[Mm]ijn naam is)\s${NAME}`,
      'gu',
    ),
  },
];
