import { messages } from '../../lib/messages.ts';

interface LoadBarProps {
  label: string;
  busy: number;
  slots: number;
}

/** How many of the places are taken, as words and as a bar. */
export function LoadBar({ label, busy, slots }: LoadBarProps) {
  const texts = messages.supervisor;
  const full = slots > 0 && busy >= slots;
  const width = slots === 0 ? (busy > 0 ? 100 : 0) : Math.min(100, (busy / slots) * 100);
  return (
    <div>
      <p className="flex justify-between gap-3 text-xs text-ink-faint">
        <span>{label}</span>
        <span className="clock text-ink-soft">{texts.loadOf(busy, slots)}</span>
      </p>
      <div aria-hidden="true" className="mt-1 h-1.5 overflow-hidden rounded-full bg-sunken">
        <div
          className={`h-full rounded-full transition-[width] ${full ? 'bg-near' : 'bg-accent'}`}
          style={{ width: `${width}%` }}
        />
      </div>
    </div>
  );
}
