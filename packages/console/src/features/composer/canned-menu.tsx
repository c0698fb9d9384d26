/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events -- the field keeps the focus and
   has the keys, which no native list allows */
import { useEffect, useRef } from 'react';
import { announce } from '../../lib/announcer.ts';
import { messages } from '../../lib/messages.ts';
import type { CannedMenuState } from './use-canned-menu.ts';

/** The ready texts that fit, above the field. The field keeps the focus. */
export function CannedMenu({ menu }: { menu: CannedMenuState }) {
  const { open, missing, matches, active } = menu;
  const list = useRef<HTMLDivElement>(null);
  const count = open ? matches.length : 0;
  useEffect(() => {
    if (count > 0) announce(messages.canned.shown(count));
  }, [count]);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  if (missing)
    return (
      <p className="absolute inset-x-0 bottom-full z-20 mb-1.5 rounded-xl border border-line bg-raised px-3.5 py-2.5 text-sm text-ink-soft shadow-float">
        {messages.canned.missing}
      </p>
    );
  if (!open) return null;
  return (
    <div
      ref={list}
      id={menu.id}
      role="listbox"
      tabIndex={-1}
      aria-label={messages.canned.title}
      className="thin-scroll absolute inset-x-0 bottom-full z-20 mb-1.5 max-h-64 overflow-y-auto rounded-xl border border-line bg-raised p-1 shadow-float"
    >
      {matches.map((reply, index) => (
        <div
          key={reply.id}
          id={optionId(menu, index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => menu.point(index)}
          onClick={() => menu.choose(reply)}
          className={`grid cursor-pointer gap-0.5 rounded-lg px-2.5 py-1.5 text-sm ${index === active ? 'bg-hover' : ''}`}
        >
          <span className="flex min-w-0 items-baseline gap-2">
            <span className="shrink-0 font-mono text-xs text-accent">/{reply.shortcut}</span>
            <span className="truncate font-medium">{reply.title}</span>
            {reply.language !== null && (
              <span className="ml-auto shrink-0 text-xs text-ink-soft uppercase">{reply.language}</span>
            )}
          </span>
          <span className="truncate text-xs text-ink-soft">{reply.text}</span>
        </div>
      ))}
    </div>
  );
}

/** Id of the line that the keys have reached. */
export function optionId({ id }: CannedMenuState, index: number): string {
  return `${id}-${index}`;
}
