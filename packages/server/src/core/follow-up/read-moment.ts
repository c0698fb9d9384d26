import { instantsOf, wallOf } from '../hours/zone.ts';

/*
 * When a customer says he wants to be called: "tomorrow at 10", "um 15 Uhr", "in 2 hours". Read in folded text (see
 * fold-text.ts), in the zone of the department he talks to.
 */

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
const MILLISECOND = 1000;

const TOMORROW = /\b(?:tomorrow|manana|demain|domani|amanha)\b/;
/** In German and Dutch the same word is the morning and tomorrow. */
const MORGEN = /(?<!guten |heute |goede )\bmorgen\b/;
const TODAY = /\b(?:today|hoy|aujourd'hui|heute|oggi|hoje|vandaag)\b/;
const WEEKDAYS: readonly RegExp[] = [
  /\b(?:sunday|domingo|dimanche|sonntag|domenica|zondag)\b/,
  /\b(?:monday|lunes|lundi|montag|lunedi|segunda(?:-feira)?|maandag)\b/,
  /\b(?:tuesday|martes|mardi|dienstag|martedi|terca(?:-feira)?|dinsdag)\b/,
  /\b(?:wednesday|miercoles|mercredi|mittwoch|mercoledi|quarta-feira|woensdag)\b/,
  /\b(?:thursday|jueves|jeudi|donnerstag|giovedi|quinta-feira|donderdag)\b/,
  /\b(?:friday|viernes|vendredi|freitag|venerdi|sexta(?:-feira)?|vrijdag)\b/,
  /\b(?:saturday|sabado|samedi|samstag|sabato|zaterdag)\b/,
];
const IN_A_WHILE =
  /\b(?:in|en|dans|tra|fra|em|over) (\d{1,3}|an?|einer|una|une|um|un'|een) ?(hours?|hrs?|h|minutes?|mins?|stunden?|minuten|horas?|minutos?|heures?|ore|ora|minuti|uur|uren)\b/;
const AT =
  /(?:\b(?:at|um|gegen|ab|a las|a la|sobre las|vers|alle|alle ore|as|pelas|om|around|about|after|from)|(?:^| )a) (\d{1,2})(?:[:.h](\d{2}))? ?(am|pm|a\.m\.|p\.m\.|uhr|h|heures?|horas?|uur|o'clock)?(?![\d:.])/;
const BARE = /(?:^| )(\d{1,2})(?:[:.](\d{2}))? ?(am|pm|uhr|uur|o'clock)\b|(?:^| )(\d{1,2}):(\d{2})\b/;
/** A time is meant, and nobody can say which. */
const VAGUE =
  /\b(?:next week|next month|weekend|week-end|evening|tonight|afternoon|noon|midday|lunch|nachste woche|wochenende|abends?|nachmittags?|vormittags?|mittags?|proxima semana|fin de semana|tarde|noche|mediodia|semaine prochaine|soir|apres-midi|midi|settimana prossima|fine settimana|sera|pomeriggio|semana que vem|noite|volgende week|avond|middag|half \d|halb \w+|y media|et demie|e mezza)\b/;

export interface WantedMoment {
  /** Microseconds since 1970. */
  readonly at: number;
  /** Only the day was said: any time of it will do. */
  readonly wholeDay: boolean;
}

/** Null: no time is named. `unclear`: one is, and it cannot be told which. `now`: microseconds since 1970. */
export function readMoment(folded: string, now: number, zone: string): WantedMoment | 'unclear' | null {
  const instant = Math.floor(now / MILLISECOND);
  const soon = IN_A_WHILE.exec(folded);
  if (soon !== null) return { at: (instant + whileOf(soon)) * MILLISECOND, wholeDay: false };
  if (VAGUE.test(folded)) return 'unclear';
  const time = timeIn(folded);
  if (time === 'unclear') return 'unclear';
  const wall = wallOf(zone, instant);
  const today = Math.floor(wall / DAY);
  const day = dayIn(folded, today);
  if (time === null && day === null) return null;
  const date = day ?? (today * DAY + (time ?? 0) > wall ? today : today + 1);
  // Nine in the morning stands for a day.
  const [found] = instantsOf(zone, date * DAY + (time ?? 9 * HOUR));
  return found === undefined ? 'unclear' : { at: found * MILLISECOND, wholeDay: time === null };
}

function whileOf([, count = '1', unit = 'h']: RegExpExecArray): number {
  const number = /^\d/.test(count) ? Number(count) : 1;
  return number * (unit.startsWith('m') ? MINUTE : HOUR);
}

/** Milliseconds since midnight. */
function timeIn(folded: string): number | 'unclear' | null {
  const found = AT.exec(folded) ?? BARE.exec(folded);
  if (found === null) return null;
  const [hours, minutes] = [Number(found[1] ?? found[4]), Number(found[2] ?? found[5] ?? 0)];
  const half = found[3]?.[0] === 'p' ? 'pm' : found[3]?.[0] === 'a' ? 'am' : null;
  if (minutes > 59 || hours > 24 || (half !== null && (hours > 12 || hours === 0))) return 'unclear';
  return (hourOf(hours, half, (found[2] ?? found[5]) !== undefined) % 24) * HOUR + minutes * MINUTE;
}

/** Nobody wants to be called at three in the night: a bare 3 is the afternoon's. */
function hourOf(hours: number, half: 'am' | 'pm' | null, exact: boolean): number {
  if (half !== null) return (hours % 12) + (half === 'pm' ? 12 : 0);
  return hours >= 1 && hours <= 6 && !exact ? hours + 12 : hours;
}

/** Days since 1970. */
function dayIn(folded: string, today: number): number | null {
  if (TODAY.test(folded)) return today;
  if (TOMORROW.test(folded) || MORGEN.test(folded)) return today + 1;
  const wanted = WEEKDAYS.findIndex((pattern) => pattern.test(folded));
  if (wanted === -1) return null;
  // The first of January 1970 was a Thursday.
  const weekday = (today + 4) % 7;
  return today + (((wanted - weekday + 6) % 7) + 1);
}
