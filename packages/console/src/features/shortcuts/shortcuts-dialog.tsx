import { useId } from 'react';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { ACT_KEYS } from '../../lib/key-texts.ts';
import { messages } from '../../lib/messages.ts';
import type { Page } from '../../lib/pages.ts';
import { setShortcutsEnabled, useShortcutsEnabled } from '../../lib/shortcuts.ts';

type Row = readonly [keys: readonly string[], does: string];

interface ShortcutsDialogProps {
  open: boolean;
  pages: readonly Page[];
  onClose: () => void;
}

/** The keys and what they do, and the switch to turn the single ones off. */
export function ShortcutsDialog({ open, pages, onClose }: ShortcutsDialogProps) {
  const field = useId();
  const enabled = useShortcutsEnabled();
  const texts = messages.shortcuts;
  return (
    <DialogFrame open={open} onClose={onClose} title={texts.title}>
      <div className="mb-4 flex items-start justify-between gap-4 rounded-lg bg-sunken px-3 py-2.5 text-sm">
        <div>
          <label htmlFor={field} className="font-medium">
            {texts.enabled}
          </label>
          <p id={`${field}-hint`} className="text-xs text-ink-soft">
            {texts.enabledHint}
          </p>
        </div>
        <input
          id={field}
          type="checkbox"
          aria-describedby={`${field}-hint`}
          checked={enabled}
          onChange={(event) => setShortcutsEnabled(event.target.checked)}
          className="size-5 shrink-0 accent-accent"
        />
      </div>
      <Keys
        title={texts.groups.everywhere}
        rows={[
          [[modifier(), 'K'], texts.palette],
          ...pages.map(({ id, key }): Row => [[key], texts.page(messages.navigation[id])]),
          [['?'], texts.help],
          [['Esc'], texts.closeOrBack],
        ]}
      />
      <Keys
        title={texts.groups.list}
        rows={[
          [['j', '↓'], texts.next],
          [['k', '↑'], texts.previous],
          [['Enter'], texts.openRow],
          [['/'], texts.search],
        ]}
      />
      <Keys title={texts.groups.conversation} rows={ACT_KEYS.map(([key, does]): Row => [[key], does])} />
      <Keys
        title={texts.groups.writing}
        rows={[
          [['Enter'], texts.send],
          [['Shift', 'Enter'], texts.newLine],
        ]}
      />
    </DialogFrame>
  );
}

function Keys({ title, rows }: { title: string; rows: readonly Row[] }) {
  return (
    <section className="mb-4 last:mb-0">
      <h3 className="mb-1.5 text-xs font-semibold text-ink-faint">{title}</h3>
      <dl className="grid gap-1.5 text-sm">
        {rows.map(([keys, does]) => (
          <div key={does} className="flex items-center justify-between gap-4">
            <dt className="order-last flex shrink-0 gap-1">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="min-w-6 rounded-md border border-line-strong/60 px-1.5 text-center font-sans text-xs leading-5 text-ink-soft"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function modifier(): string {
  return /mac|iphone|ipad/iu.test(navigator.userAgent) ? '⌘' : 'Ctrl';
}
