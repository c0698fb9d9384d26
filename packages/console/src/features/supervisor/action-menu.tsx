import { Menu } from '@base-ui/react/menu';
import { useRef } from 'react';
import { messages } from '../../lib/messages.ts';

export interface MenuAct {
  readonly text: string;
  readonly act: () => void;
}

/** What a lead may do about a conversation or an operator. */
export function ActionMenu({ name, acts }: { name: string; acts: readonly MenuAct[] }) {
  // Done once the menu is gone and the focus is back: a dialog gives it back to where it was when it opened.
  const trigger = useRef<HTMLButtonElement>(null);
  const chosen = useRef<(() => void) | null>(null);
  function onClosed(open: boolean): void {
    if (open) return;
    const act = chosen.current;
    chosen.current = null;
    if (act === null) return;
    trigger.current?.focus();
    act();
  }
  return (
    <Menu.Root modal={false} onOpenChangeComplete={onClosed}>
      <Menu.Trigger
        ref={trigger}
        aria-label={messages.supervisor.actionsOf(name)}
        className="grid size-8 shrink-0 place-items-center rounded-lg text-ink-faint hover:bg-hover hover:text-ink data-popup-open:bg-hover"
      >
        <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4 fill-current">
          <circle cx="3" cy="8" r="1.4" />
          <circle cx="8" cy="8" r="1.4" />
          <circle cx="13" cy="8" r="1.4" />
        </svg>
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4} className="z-40">
          <Menu.Popup className="min-w-40 rounded-lg border border-line bg-raised p-1 shadow-float outline-none">
            {acts.map(({ text, act }) => (
              <Menu.Item
                key={text}
                onClick={() => {
                  chosen.current = act;
                }}
                className="flex h-8 items-center rounded-md px-2.5 text-sm outline-none select-none data-highlighted:bg-hover"
              >
                {text}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
