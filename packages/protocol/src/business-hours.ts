import { z } from 'zod';

/** From and to as `HH:MM`, `24:00` for the end of a day; an end before its beginning is on the next date. */
export type TimeSpan = [from: string, to: string];

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** When a department is open. A day that is not named is closed. */
export interface BusinessHours {
  /** IANA name, e.g. `Europe/Berlin`. */
  zone: string;
  week: Partial<Record<Weekday, TimeSpan[]>>;
  /** By date, e.g. `2026-12-25`, what holds instead of the week; an empty list is closed. */
  holidays?: Record<string, TimeSpan[]> | undefined;
}

const spans: z.ZodType<TimeSpan[]> = z.array(z.tuple([z.string().max(5), z.string().max(5)])).max(12);

export const BusinessHoursSchema: z.ZodType<BusinessHours> = z.object({
  zone: z.string().min(1).max(100),
  week: z.partialRecord(z.enum(WEEKDAYS), spans),
  holidays: z.record(z.string().max(10), spans).optional(),
});
