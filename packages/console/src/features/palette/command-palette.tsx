/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role, jsx-a11y/click-events-have-key-events -- a list of options under a field that keeps the focus and has the keys */
import { Dialog } from '@base-ui/react/dialog';
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { messages } from '../../lib/messages.ts';
import type { Command } from './command.ts';
import { commandsFound } from './command.ts';

interface CommandPaletteProps {
  open: boolean;
  onClose: () => void;
  /** When it is out of sight. */
  onGone: () => void;
  /** Whether the focus goes back where it was. */
  givesBack: () => boolean;
  /** The list; it is there only while the palette is open. */
  children: ReactNode;
}

/** Everything by name: type, choose with the arrows, Enter. */
export function CommandPalette({ open, onClose, onGone, givesBack, children }: CommandPaletteProps) {
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => next || onClose()}
      onOpenChangeComplete={(now) => now || onGone()}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-ink/30 dark:bg-ground/70" />
        <Dialog.Popup
          finalFocus={givesBack}
          className="fixed top-[12dvh] left-1/2 z-50 flex max-h-[70dvh] w-[36rem] max-w-[calc(100vw-2rem)] -translate-x-1/2 flex-col overflow-hidden rounded-xl border border-line bg-raised shadow-float outline-none"
        >
          <Dialog.Title className="sr-only">{messages.palette.title}</Dialog.Title>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface CommandListProps {
  commands: readonly Command[];
  onChoose: (command: Command) => void;
}

/** What one types, and what fits it. */
export function CommandList({ commands, onChoose }: CommandListProps) {
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = commandsFound(commands, typed);
  const active = Math.min(at, found.length - 1);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active, typed]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const to = stepOf(event.key, active, found.length);
    if (to !== null) setAt(to);
    else if (event.key === 'Enter') {
      const command = found[active];
      if (command !== undefined) onChoose(command);
    } else return;
    event.preventDefault();
  }
  return (
    <>
      <input
        role="combobox"
        aria-label={messages.palette.title}
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length === 0 ? undefined : `${id}-${active}`}
        aria-autocomplete="list"
        placeholder={messages.palette.placeholder}
        value={typed}
        maxLength={100}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        className="h-13 w-full shrink-0 border-b border-line bg-transparent px-4 text-base outline-none placeholder:text-ink-faint max-sm:text-[1rem]"
      />
      <p className="px-4 py-6 text-sm text-ink-faint not-only:hidden" hidden={found.length > 0}>
        {messages.palette.nothing}
      </p>
      <ul
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={messages.palette.title}
        className="thin-scroll min-h-0 overflow-y-auto p-2 empty:hidden"
      >
        {found.map((command, index) => (
          <Option
            key={command.id}
            id={`${id}-${index}`}
            command={command}
            heads={command.group !== found[index - 1]?.group}
            active={index === active}
            onPoint={() => setAt(index)}
            onChoose={() => onChoose(command)}
          />
        ))}
      </ul>
      <output className="sr-only">{messages.palette.found(found.length)}</output>
    </>
  );
}

interface OptionProps {
  id: string;
  command: Command;
  /** Whether it is the first of its group. */
  heads: boolean;
  active: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

function Option({ id, command, heads, active, onPoint, onChoose }: OptionProps) {
  return (
    <>
      {heads && (
        <li role="presentation" className="px-2 pt-2 pb-1 text-xs font-semibold text-ink-faint">
          {command.group}
        </li>
      )}
      <li
        id={id}
        role="option"
        aria-selected={active}
        onPointerMove={onPoint}
        onClick={onChoose}
        className={`flex min-h-9 cursor-pointer items-center gap-3 rounded-lg px-2 py-1 text-sm ${active ? 'bg-accent-soft text-accent' : ''}`}
      >
        <span className="max-w-2/3 shrink-0 truncate font-medium">{command.label}</span>
        <span className="min-w-0 flex-1 truncate text-xs text-ink-soft">{command.detail}</span>
        {command.key !== undefined && (
          <kbd className="min-w-5 rounded-md border border-line-strong/60 px-1 text-center font-sans text-xs text-ink-soft pointer-coarse:hidden">
            {command.key}
          </kbd>
        )}
      </li>
    </>
  );
}

/** Where a key leads in the list; null: it is not for the list. */
function stepOf(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at - 1 + count) % count;
  if (key === 'PageDown') return Math.min(count - 1, at + 8);
  return key === 'PageUp' ? Math.max(0, at - 8) : null;
}
