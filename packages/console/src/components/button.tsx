import type { ButtonHTMLAttributes, Ref } from 'react';

type Look = 'primary' | 'secondary' | 'quiet' | 'note';

const LOOKS: Readonly<Record<Look, string>> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'border border-line-strong/50 bg-surface text-ink hover:bg-hover',
  quiet: 'text-ink-soft hover:bg-hover hover:text-ink',
  note: 'border border-note-line bg-note-soft text-note hover:brightness-97',
};

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look;
  /** The key that does the same, shown where there is a keyboard. */
  shortcut?: string | undefined;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ look = 'secondary', shortcut, className = '', children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-keyshortcuts={shortcut}
      className={`inline-flex h-8 shrink-0 items-center justify-center gap-2 rounded-lg px-3 text-sm font-medium whitespace-nowrap transition-colors disabled:cursor-default disabled:opacity-55 ${LOOKS[look]} ${className}`}
    >
      {children}
      {shortcut !== undefined && <ShortcutHint keyName={shortcut} />}
    </button>
  );
}

function ShortcutHint({ keyName }: { keyName: string }) {
  return (
    <kbd
      aria-hidden="true"
      className="hidden min-w-4 rounded border border-current/30 px-1 text-center font-sans text-2xs leading-4 font-normal opacity-80 sm:pointer-fine:inline"
    >
      {keyName}
    </kbd>
  );
}
