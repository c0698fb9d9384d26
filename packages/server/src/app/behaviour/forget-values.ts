import type { Behaviours } from './behaviours.ts';

/** Deletes what variables hold under a key: nothing of somebody who was deleted stays behind. */
export async function forgetValues(behaviours: Behaviours, key: string): Promise<void> {
  for (const { id } of behaviours.list('variable')) {
    if ((await behaviours.values.readValue(id, key)) !== null) await behaviours.values.deleteValue(id, key);
  }
}
