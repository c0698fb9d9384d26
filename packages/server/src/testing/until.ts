import { setImmediate } from 'node:timers/promises';

/** Waits for a condition, giving way to everything else meanwhile. The test's own time limit bounds it. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await setImmediate();
}

/** Gives way `count` times to whatever waits for the event loop. */
export async function turnsOfTheLoop(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await setImmediate();
}

/** Gives way to `count` rounds of promise continuations. */
export async function microtasks(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await Promise.resolve();
}
