import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Reminders, Wanted } from './reminders.ts';
import { nextDue, remindersAfter } from './reminders.ts';
import { runEvery } from './steady-timer.ts';

/** What is overdue is not looked at oftener than this until the page has been drawn. */
const SOONEST_MS = 100;

/** Has what is wanted told, with the ids of all that is due at once. No timer runs while nothing is. */
export function useReminders(wanted: readonly Wanted[], tell: (ids: readonly string[]) => void): void {
  const reminders = useRef<Reminders>(new Map());
  const [next, setNext] = useState(Infinity);
  const run = useEffectEvent(() => {
    const after = remindersAfter(reminders.current, wanted, Date.now());
    reminders.current = after.reminders;
    setNext(nextDue(after.reminders));
    if (after.due.length > 0) tell(after.due);
  });
  const key = wanted.map(({ id, mark }) => `${id} ${mark}`).join('\n');
  useEffect(() => run(), [key]);
  useEffect(
    () => (next === Infinity ? undefined : runEvery(Math.max(SOONEST_MS, next - Date.now()), () => run())),
    [next],
  );
}
