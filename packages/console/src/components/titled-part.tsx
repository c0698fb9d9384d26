import type { ReactNode } from 'react';

/** One part of what is known, under its title. */
export function TitledPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-1.5">
      <h3 className="text-xs font-semibold text-ink-soft">{title}</h3>
      {children}
    </div>
  );
}
