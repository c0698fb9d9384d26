import { DialogFrame } from '../../components/dialog-frame.tsx';
import { messages } from '../../lib/messages.ts';
import { setShortcutsEnabled, useShortcutsEnabled } from '../../lib/shortcuts.ts';

const KEYS: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['j', '↓'], messages.shortcuts.next],
  [['k', '↑'], messages.shortcuts.previous],
  [['Enter'], messages.shortcuts.openRow],
  [['a'], messages.shortcuts.accept],
  [['d'], messages.shortcuts.decline],
  [['r'], messages.shortcuts.reply],
  [['n'], messages.shortcuts.note],
  [['e'], messages.shortcuts.resolve],
  [['b'], messages.shortcuts.returnToAi],
  [['t'], messages.shortcuts.transfer],
  [['Enter'], messages.shortcuts.send],
  [['Shift', 'Enter'], messages.shortcuts.newLine],
  [['Esc'], messages.shortcuts.closeOrBack],
  [['?'], messages.shortcuts.help],
];

/** The keys and what they do, and the switch to turn the single ones off. */
export function ShortcutsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const enabled = useShortcutsEnabled();
  return (
    <DialogFrame open={open} onClose={onClose} title={messages.shortcuts.title}>
      <dl className="grid gap-1.5 text-sm">
        {KEYS.map(([keys, does]) => (
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
      <label className="mt-4 flex items-center justify-between gap-4 border-t border-line pt-4 text-sm font-medium">
        {messages.shortcuts.enabled}
        <input
          type="checkbox"
          checked={enabled}
          onChange={(event) => setShortcutsEnabled(event.target.checked)}
          className="size-5 accent-accent"
        />
      </label>
    </DialogFrame>
  );
}
