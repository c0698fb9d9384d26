import { priorityText } from '../lib/priority-text.ts';

/** A priority that somebody has set, and nothing for the usual one. */
export function PriorityMark({ priority }: { priority: number }) {
  const text = priorityText(priority);
  if (text === null) return null;
  const look = priority < 0 ? '' : priority >= 50 ? 'font-medium text-late' : 'font-medium text-near';
  return <span className={`shrink-0 ${look}`}>{text}</span>;
}
