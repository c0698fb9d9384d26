import type { AnalyticsStep } from '@baton/protocol';
import { language } from '../../lib/messages.ts';

const FORMATS: Readonly<Record<AnalyticsStep, Intl.DateTimeFormat>> = {
  hour: new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }),
  day: new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }),
  week: new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }),
  month: new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric' }),
};
const fullDay = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric' });

/** When a point of a chart begins: short, for an axis. */
export function pointText(start: string, step: AnalyticsStep): string {
  return FORMATS[step].format(new Date(start));
}

/** `1 May 2026`. */
export function dayOf(utc: string): string {
  return fullDay.format(new Date(utc));
}
