import type { Detail } from '../nlp/extract/find-details.ts';
import { guessLanguage } from '../nlp/guess-language.ts';
import { findDates } from '../nlp/extract/find-dates.ts';

/*
 * Days in words, in the seven languages that the desk speaks: what an operator asks for first ("when did it happen?")
 * is rarely written as a date.
 */

const WEEKDAYS =
  '(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag' +
  '|lunes|martes|miércoles|miercoles|jueves|viernes|sábado|sabado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche' +
  '|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira' +
  '|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag';
const COUNT = String.raw`(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|a couple of|a few|eine[rmn]?|zwei|drei|vier|fünf|sechs|dos|tres|cuatro|cinco|seis|deux|trois|quatre|cinq|six|due|tre|quattro|cinque|dois|duas|três|quatro|twee|drie|vier|vijf|zes|una?|une?|uma?|um|een)`;
const UNIT =
  '(?:hours?|days?|weeks?|months?|years?|stunden?|tage?n?|wochen?|monate?n?|jahre?n?|horas?|días?|dias?|semanas?|mes(?:es)?|años?|heures?|jours?|semaines?|mois|ans?|or[ae]|giorn[io]|settiman[ae]|mes[ie]|ann[io]|mês|anos?|uur|uren|dag(?:en)?|weken|week|maand(?:en)?|jaar)';
const DAYTIME =
  '(?:morning|afternoon|evening|night|noon|früh|morgen|vormittag|mittag|nachmittag|abend|nacht|matin|soir|après-midi|mañana|tarde|noche|mattina|pomeriggio|sera|manhã|noite|ochtend|middag|avond)';
const DUTCH_MONTHS =
  'januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december';

function word(pattern: string): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${pattern})(?![\p{L}\p{N}])`, 'giu');
}

/** A pattern, and words of which one has to be there for it: looking for those is ten times cheaper. */
interface SpokenDate {
  readonly needs: readonly string[];
  readonly pattern: RegExp;
}

const WEEKDAY_PARTS =
  'day tag dag mittwoch abend lunes martes rcoles jueves viernes bado doming lundi mardi mercredi jeudi vendredi samedi dimanche lunedì martedì mercoledì giovedì venerdì sabato domenica feira'.split(
    ' ',
  );

const SPOKEN: readonly SpokenDate[] = [
  {
    needs: ['day before', 'vorgestern', 'anteayer', 'avant-hier', 'anteontem', 'altro ieri', 'eergisteren'],
    pattern: word(
      String.raw`(?:the )?day before yesterday|vorgestern|anteayer|avant-hier|anteontem|l'altro ieri|eergisteren`,
    ),
  },
  {
    needs: ['yesterday', 'last night', 'gest', 'ayer', 'hier', 'ieri', 'ontem', 'gister'],
    pattern: word(
      String.raw`(?:yesterday|last night|gestern|ayer|hier|ieri|ontem|gisteren)(?: ${DAYTIME})?(?: (?:at|um|a las|à|alle|às|om) \d{1,2}(?:[:.h]\d{2})?(?: ?(?:am|pm|uhr|uur|h))?)?`,
    ),
  },
  {
    needs: [
      'this',
      'heute',
      'esta',
      'ce ',
      'questa',
      'hoje',
      'vanmorgen',
      'deze',
      'to',
      'hoy',
      'hui',
      'oggi',
      'van',
      'sta',
    ],
    pattern: word(
      String.raw`(?:this|heute|esta|ce|questa|hoje de|deze) ${DAYTIME}|tonight|today|hoy|aujourd'hui|oggi|hoje|vandaag|heute|vanochtend|vanmorgen|stamattina`,
    ),
  },
  {
    needs: [' ago', ' geleden', ' fa', ' atr'],
    pattern: word(String.raw`${COUNT} ${UNIT} (?:ago|geleden|fa|atrás|atras)`),
  },
  {
    needs: ['vor ', 'hace ', 'il y a ', 'há '],
    pattern: word(
      String.raw`vor ${COUNT} ${UNIT}|hace ${COUNT} ${UNIT}|il y a ${COUNT} ${UNIT}|há ${COUNT} ${UNIT}`,
    ),
  },
  {
    needs: WEEKDAY_PARTS,
    pattern: word(
      String.raw`(?:(?:last|this|on|since|next|letzte[nr]?|diesen|am|seit|el|este|le|ce|desde el|depuis|lo scorso|scorso|na|no|op|afgelopen|vorige) )?(?:${WEEKDAYS})(?: (?:last week|pasado|dernier|scorso|passad[oa]))?`,
    ),
  },
  {
    needs: ['last', 'letzte', 'vorige', 'afgelopen', 'pasad', 'scors', 'derni', 'passad'],
    pattern: word(
      String.raw`(?:last|letzten?|letzter|vorige|afgelopen) (?:week|month|year|woche|monat|jahr|maand|jaar)|la (?:semana|settimana) (?:pasada|scorsa)|el (?:mes|año) pasado|la semaine dernière|le mois dernier|il mese scorso|(?:a semana|o mês) passad[oa]`,
    ),
  },
  {
    needs: ['ari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'tember', 'ober', 'ember'],
    pattern: word(String.raw`\d{1,2} (?:${DUTCH_MONTHS})(?: \d{4})?`),
  },
  {
    needs: ['seit', 'since', 'for ', 'desde', 'depuis', 'da ', 'sinds', 'past'],
    pattern: word(
      String.raw`(?:seit|since|for(?: the past)?|for over|over the past|desde hace|depuis|da|sinds) ${COUNT} ${UNIT}`,
    ),
  },
  {
    needs: ['anoche', 'stanotte', 'cette nuit', 'vannacht', 'noite', 'heute nacht'],
    pattern: word('anoche|stanotte|cette nuit|vannacht|ontem à noite|heute nacht'),
  },
  { needs: ['the '], pattern: word(String.raw`(?:on )?the \d{1,2}(?:st|nd|rd|th)`) },
  { needs: ['.'], pattern: /(?<![\p{L}\p{N}.])\d{1,2}\.(?:1[0-2]|0?[1-9])\.(?![\p{L}\p{N}])/gu },
  {
    needs: ['-', '.', '/'],
    pattern:
      /(?<![\p{L}\p{N}./-])(?:\d{4}-\d{2}-\d{2}|\d{1,2}-\d{1,2}-\d{4}|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2}))(?![\p{L}\p{N}]|[./-]\d)/gu,
  },
];
const READ_CHARACTERS = 2000;
const MOST_FOUND = 20;

/** Finds days in words. `at`: when it was said, microseconds since 1970, for the day it means; null where unknown. */
export function spokenDates(text: string, at: number | null): readonly Detail[] {
  const source = text.slice(0, READ_CHARACTERS);
  const lower = source.toLowerCase();
  const found: Detail[] = [];
  for (const { needs, pattern } of SPOKEN) {
    if (!needs.some((part) => lower.includes(part))) continue;
    for (const match of source.matchAll(pattern)) {
      const [value] = match;
      const [start, end] = [match.index, match.index + value.length];
      if (found.some((other) => start < other.end && end > other.start) || isHere(value, source)) continue;
      found.push({ kind: 'date', value, normal: dayOf(value, at), start, end });
      if (found.length === MOST_FOUND) return found;
    }
  }
  return found;
}

/** Whether what a library takes for a date can be one: half a word, "Sam", "in a" and "14.50" are none. */
export function isPlausibleDate({ value, start, end }: Detail, text: string): boolean {
  if (/[\p{L}\p{N}]/u.test(text[start - 1] ?? '') || /[\p{L}\p{N}]/u.test(text[end] ?? '')) return false;
  if (/^(?:[\p{L}.]{1,4}|\p{L}{1,2}(?: \p{L}{1,2})+)$/u.test(value) || /^[\d.,:\s]+$/.test(value))
    return false;
  return !isHere(value, text);
}

/** "Hier" is yesterday in French, and here in German and Dutch. */
function isHere(value: string, text: string): boolean {
  if (value.toLowerCase() !== 'hier') return false;
  return text.trim().includes(' ') && guessLanguage(text) !== 'fr';
}

/** The day that a text names by itself or counted from `at`, as `YYYY-MM-DD`; null when it does not show. */
export function dayOf(text: string, at: number | null): string | null {
  if (at === null) return null;
  const now = new Date(at / 1000);
  const today = { year: now.getUTCFullYear(), month: now.getUTCMonth() + 1, day: now.getUTCDate() };
  return findDates(text, today)[0]?.iso ?? null;
}
