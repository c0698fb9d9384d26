import type { EventSource } from '@baton/protocol';

/** Who a line of the conversation comes from, as the customer is to see it. */
export type Speaker = 'customer' | 'ai' | 'person' | 'system';

/**
 * A person on the AI's behalf is the AI to the customer: the true author is for operators only. So is the desk
 * when it speaks as a participant, which it does under the agent's name.
 */
export function speakerOf(source: EventSource, participantId: string | null): Speaker {
  switch (source) {
    case 'customer':
    case 'customer_ui':
      return 'customer';
    case 'human_agent':
      return 'person';
    case 'ai_agent':
    case 'human_agent_on_behalf_of_ai_agent':
      return 'ai';
    case 'system':
      return participantId === null ? 'system' : 'ai';
  }
}

/** Up to two letters for an avatar; '' when the name has none to give. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/\s+/u)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const first = [...(words[0] ?? '')][0] ?? '';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}
