import { messages } from './messages.ts';

/** On the wire a priority is -100 to 100; a promised call that is due has 50. */
export const PRIORITY_LEVELS = { urgent: 80, high: 20, normal: 0, low: -20 } as const;
export type PriorityLevel = keyof typeof PRIORITY_LEVELS;

export function priorityLevel(priority: number): PriorityLevel | null {
  const levels = Object.keys(PRIORITY_LEVELS) as PriorityLevel[];
  return levels.find((level) => PRIORITY_LEVELS[level] === priority) ?? null;
}

/** As somebody has set it; null for the one that everything has at first. */
export function priorityText(priority: number): string | null {
  const level = priorityLevel(priority);
  if (level === 'normal') return null;
  return level === null ? messages.queue.priority(priority) : messages.queue.priorities[level];
}
