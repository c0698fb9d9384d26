import { locale } from './locale.ts';
import { messages } from './messages.ts';

const hourMinute = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
const dayMonth = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
const dayMonthYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
const shortDayTime = new Intl.DateTimeFormat(locale, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
});
const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' });

/** `14:02`. */
export function timeOfDay(utc: string): string {
  return hourMinute.format(new Date(utc));
}

/** The whole instant, for a tooltip. */
export function fullTime(utc: string): string {
  return full.format(new Date(utc));
}

/** `Tue 4 Mar, 14:02`. */
export function dayAndTime(utc: string): string {
  return shortDayTime.format(new Date(utc));
}

/** The day in this time zone, as a key to compare by. */
export function dayKey(utc: string): string {
  const date = new Date(utc);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** `Today`, `Yesterday`, `Tuesday 4 March`, or with the year when it is another one. */
export function dayText(utc: string, now: number): string {
  const today = new Date(now);
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (dayKey(utc) === dayKey(today.toISOString())) return messages.time.today;
  if (dayKey(utc) === dayKey(yesterday.toISOString())) return messages.time.yesterday;
  const date = new Date(utc);
  return (date.getFullYear() === today.getFullYear() ? dayMonth : dayMonthYear).format(date);
}
