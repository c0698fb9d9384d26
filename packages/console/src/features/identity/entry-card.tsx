import type { ReactNode } from 'react';
import { BatonMark } from '../../components/baton-mark.tsx';
import { messages } from '../../lib/messages.ts';

/** The one card on the page before the console opens. */
export function EntryCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="grid min-h-full place-items-center p-4">
      <div className="w-full max-w-sm">
        <p className="mb-6 flex items-center gap-2.5 text-sm font-semibold text-ink-soft">
          <BatonMark />
          {messages.product}
        </p>
        <h1 className="mb-4 text-xl font-semibold tracking-tight">{title}</h1>
        {children}
      </div>
    </main>
  );
}
