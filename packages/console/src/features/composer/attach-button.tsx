import { useRef } from 'react';
import { messages } from '../../lib/messages.ts';

/** Opens the browser's choice of files. */
export function AttachButton({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        aria-label={messages.files.add}
        title={messages.files.add}
        onClick={() => input.current?.click()}
        className="grid size-8 shrink-0 place-items-center rounded-lg text-ink-soft hover:bg-hover hover:text-ink"
      >
        <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4.5">
          <path
            d="m13 7.5-5.2 5.2a3.2 3.2 0 0 1-4.5-4.5l5.6-5.6a2.1 2.1 0 0 1 3 3L6.500 10.900a1 1 0 0 1-1.500-1.500L9.800 4.700"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.3"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file can be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
