import { setBell, useBell } from '../../lib/bell.ts';
import { messages } from '../../lib/messages.ts';

/** Switches sound and desktop notifications on and off. */
export function BellButton() {
  const on = useBell();
  const text = on ? messages.presence.bellOn : messages.presence.bellOff;
  return (
    <button
      type="button"
      aria-pressed={on}
      aria-label={text}
      title={text}
      onClick={() => setBell(!on)}
      className="grid size-8 shrink-0 place-items-center rounded-lg text-ink-faint hover:bg-hover hover:text-ink"
    >
      <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4" fill="none" stroke="currentColor">
        <path
          d="M8 2a4 4 0 0 0-4 4c0 3-1.2 4.3-1.7 4.8h11.4C13.2 10.3 12 9 12 6a4 4 0 0 0-4-4ZM6.6 13a1.5 1.5 0 0 0 2.8 0"
          strokeWidth="1.3"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        {!on && <path d="m2.5 2.5 11 11" strokeWidth="1.3" strokeLinecap="round" />}
      </svg>
    </button>
  );
}
