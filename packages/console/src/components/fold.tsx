import type { ReactNode } from 'react';

interface FoldProps {
  label: ReactNode;
  open?: boolean;
  className?: string;
  children: ReactNode;
}

/** One line that opens to more. */
export function Fold({ label, open = false, className = '', children }: FoldProps) {
  return (
    <details open={open} className={`group/fold ${className}`}>
      <summary className="flex list-none items-center gap-1.5 rounded-md [&::-webkit-details-marker]:hidden">
        <svg
          aria-hidden="true"
          viewBox="0 0 12 12"
          className="size-3 shrink-0 text-ink-faint transition-transform group-open/fold:rotate-90"
        >
          <path
            d="m4.5 2.5 3.5 3.5-3.5 3.5"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
        {label}
      </summary>
      {children}
    </details>
  );
}
