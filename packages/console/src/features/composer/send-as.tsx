import { useId } from 'react';
import { messages } from '../../lib/messages.ts';

export type Voice = 'operator' | 'ai';

const VOICES: readonly { voice: Voice; label: string; look: string }[] = [
  {
    voice: 'operator',
    label: messages.composer.me,
    look: 'has-checked:bg-accent-soft has-checked:text-accent has-checked:border-accent-line',
  },
  {
    voice: 'ai',
    label: messages.composer.theAi,
    look: 'has-checked:bg-ink has-checked:text-surface has-checked:border-ink',
  },
];

/** In whose name the reply goes out. */
export function SendAs({ voice, onChange }: { voice: Voice; onChange: (voice: Voice) => void }) {
  const id = useId();
  return (
    <div role="radiogroup" aria-labelledby={id} className="flex items-center gap-2 text-xs">
      <span id={id} className="text-ink-faint max-sm:sr-only">
        {messages.composer.sendAs}
      </span>
      <span className="flex">
        {VOICES.map(({ voice: option, label, look }) => (
          <label
            key={option}
            className={`relative flex h-7 items-center border border-line px-2.5 font-medium text-ink-soft first:rounded-l-md last:-ml-px last:rounded-r-md has-checked:z-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent ${look}`}
          >
            <input
              type="radio"
              name={id}
              checked={voice === option}
              onChange={() => onChange(option)}
              className="absolute inset-0 cursor-pointer appearance-none outline-none"
            />
            {label}
          </label>
        ))}
      </span>
    </div>
  );
}
