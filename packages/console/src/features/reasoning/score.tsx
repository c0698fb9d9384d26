import { messages } from '../../lib/messages.ts';

/** How sure the AI was, from 0 to 1. */
export function Score({ value }: { value: number }) {
  return (
    <span className="clock flex h-[1lh] items-center gap-2 text-ink-soft">
      <span aria-hidden="true" className="h-1 w-8 overflow-hidden rounded-full bg-line">
        <span
          className="block h-full rounded-full bg-accent"
          style={{ width: `${Math.min(Math.max(value, 0), 1) * 100}%` }}
        />
      </span>
      <span className="sr-only">{messages.reasoning.score}</span>
      <span className="text-xs">{value.toFixed(2)}</span>
    </span>
  );
}
