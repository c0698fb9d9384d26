import type { TriggerMode } from '@baton/protocol';
import type { TriggerSettings } from './trigger-settings.ts';

/** What is done about a trigger of the agent's own. */
export function customMode(
  { modes, customModes = {} }: Pick<TriggerSettings, 'modes' | 'customModes'>,
  name: string,
): TriggerMode {
  const own = Object.hasOwn(customModes, name) ? customModes[name] : undefined;
  return own ?? modes?.custom ?? 'act';
}
