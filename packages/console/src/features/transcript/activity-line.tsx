import { useClock } from '../../lib/clock.ts';
import type { EventLog } from '../../lib/event-log.ts';
import { messages } from '../../lib/messages.ts';
import { activityOf } from './activity.ts';

/** Who is typing. Keeps its height, so that nothing moves when it changes. */
export function ActivityLine({ log, customer }: { log: EventLog; customer: string }) {
  const activity = useClock((now) => activityOf(log, now));
  const texts = messages.transcript;
  const text =
    activity === 'customer-typing'
      ? texts.customerTyping(customer)
      : activity === 'ai-typing'
        ? texts.aiTyping
        : activity === 'ai-thinking'
          ? texts.aiThinking
          : null;
  return <p className="h-5 shrink-0 truncate px-4 text-xs text-ink-faint md:px-6">{text}</p>;
}
