import type { ReactNode } from 'react';

interface PageFrameProps {
  title: string;
  /** Beside the title: what acts on the whole page. */
  actions?: ReactNode;
  /** Reading width, for forms and lists; else as wide as the screen. */
  narrow?: boolean;
  children: ReactNode;
}

/** A page of its own: one heading, one scroller. */
export function PageFrame({ title, actions, narrow = false, children }: PageFrameProps) {
  return (
    <div className="thin-scroll min-h-0 flex-1 overflow-y-auto print:overflow-visible">
      <div className={`grid gap-5 px-4 pt-4 pb-12 md:px-6 md:pt-6 ${narrow ? 'max-w-5xl' : ''}`}>
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          {actions}
        </div>
        {children}
      </div>
    </div>
  );
}

/** Said where whoever came here may not see the page. */
export function NotAllowed({ text }: { text: string }) {
  return <p className="max-w-prose text-sm text-pretty text-ink-soft">{text}</p>;
}
