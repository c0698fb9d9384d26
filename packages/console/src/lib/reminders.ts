/** Something that is told again until it is not wanted any more. */
export interface Wanted {
  id: string;
  /** When this changes it is news, and telling begins anew. */
  mark: string;
  /** Milliseconds before it is told first, and between one time and the next; it is told as often as there are. */
  waits: readonly number[];
}

export interface Reminder {
  mark: string;
  /** How often it was told since the mark changed. */
  times: number;
  /** When it was told last, in milliseconds since 1970. */
  told: number;
  /** When it is told next; Infinity for never again. */
  due: number;
}

export type Reminders = ReadonlyMap<string, Reminder>;

/** Of several messages in a row one is heard: the next sound for the same comes no sooner than this. */
const QUIET_MS = 3000;
/** A timer may be a little early. */
const EARLY_MS = 50;

/** What is to be told now, and what is kept in mind for later. What is not wanted any more is forgotten. */
export function remindersAfter(
  before: Reminders,
  wanted: readonly Wanted[],
  now: number,
): { reminders: Reminders; due: string[] } {
  const reminders = new Map<string, Reminder>();
  const due: string[] = [];
  for (const { id, mark, waits } of wanted) {
    const known = before.get(id);
    const reminder = known?.mark === mark ? known : begun(mark, waits, known?.told ?? -Infinity, now);
    const isDue = reminder.due <= now + EARLY_MS;
    if (isDue) due.push(id);
    reminders.set(id, isDue ? told(reminder, waits, now) : reminder);
  }
  return { reminders, due };
}

/** When something is to be told next; Infinity when nothing is. */
export function nextDue(reminders: Reminders): number {
  return Math.min(...[...reminders.values()].map(({ due }) => due), Infinity);
}

function begun(mark: string, waits: readonly number[], last: number, now: number): Reminder {
  const wait = waits[0] ?? Infinity;
  return { mark, times: 0, told: last, due: Math.max(now + wait, last + QUIET_MS) };
}

function told({ mark, times }: Reminder, waits: readonly number[], now: number): Reminder {
  return { mark, times: times + 1, told: now, due: now + (waits[times + 1] ?? Infinity) };
}
