import { knownText } from './known-text.ts';
import { messages } from './messages.ts';
import { toolName } from './tool-text.ts';

/** What fired, in plain words. A trigger of the application's own is shown as it is written. */
export function triggerText(trigger: string): string {
  const texts = messages.trigger;
  const known = knownText(texts.known, trigger);
  if (known !== undefined) return known;
  const colon = trigger.indexOf(':');
  const rest = trigger.slice(colon + 1);
  switch (trigger.slice(0, Math.max(colon, 0))) {
    case 'topic':
      return texts.topic(rest.replaceAll(/[_-]+/gu, ' '));
    case 'tool':
      return texts.tool(toolName(rest));
    case 'repeated-question':
      return texts.repeated(rest);
    case 'custom':
      return texts.custom(rest);
    default:
      return trigger;
  }
}
