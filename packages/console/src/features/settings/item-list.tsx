import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { messages } from '../../lib/messages.ts';
import type { Section } from './settings-search.ts';
import { NEW, placeOf } from './settings-search.ts';

/** Parts that are lists of things with a form each. */
export type Listed = Exclude<Section, 'triggers' | 'widget'>;

export interface Item {
  readonly id: string;
  readonly title: string;
  readonly below: string;
  readonly badge?: string | undefined;
  /** What a search looks through beside the title. */
  readonly words?: string | undefined;
}

interface ItemListProps {
  section: Listed;
  /** Undefined while they are read. */
  items: readonly Item[] | undefined;
  failed: boolean;
  onRetry: () => void;
  /** Called with what is searched for, for whoever looks elsewhere too. */
  onSearch?: (text: string) => void;
  children?: ReactNode;
}

/** A searchable list from here on; a shorter one is seen at a glance. */
const SEARCHED_FROM = 8;

/** What there is of a part of the settings; each leads to its form. */
export function ItemList({ section, items, failed, onRetry, onSearch, children }: ItemListProps) {
  const [text, setText] = useState('');
  const texts = messages.settings;
  const name = texts.sections[section];
  const searchable = onSearch !== undefined || (items?.length ?? 0) >= SEARCHED_FROM;
  const shown = items?.filter((item) => matches(item, text));
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-60">
          <h2 tabIndex={-1} data-settings-heading="" className="text-lg font-semibold outline-none">
            {name}
          </h2>
          <p className="max-w-prose text-sm text-pretty text-ink-soft">{texts.intro[section]}</p>
        </div>
        <Link
          to="/settings"
          search={placeOf(section, NEW)}
          data-settings-item={NEW}
          className="inline-flex h-8 items-center rounded-lg bg-accent px-3 text-sm font-medium text-on-accent hover:bg-accent-strong"
        >
          {texts.addOf[section]}
        </Link>
      </div>
      {searchable && (
        <TextField
          label={texts.search}
          type="search"
          value={text}
          maxLength={200}
          onChange={(event) => {
            setText(event.target.value);
            onSearch?.(event.target.value);
          }}
        />
      )}
      <List section={section} items={items} shown={shown} failed={failed} onRetry={onRetry} />
      {children}
    </div>
  );
}

interface ListProps extends Pick<ItemListProps, 'section' | 'items' | 'failed' | 'onRetry'> {
  shown: readonly Item[] | undefined;
}

function List({ section, items, shown, failed, onRetry }: ListProps) {
  const texts = messages.settings;
  if (items === undefined || shown === undefined) {
    if (!failed) return <p className="text-sm text-ink-faint">{texts.loading}</p>;
    return (
      <div role="alert" className="grid justify-items-start gap-3 text-sm">
        <p className="font-medium text-late">{texts.failed}</p>
        <Button onClick={onRetry}>{texts.retry}</Button>
      </div>
    );
  }
  if (shown.length === 0)
    return <p className="text-sm text-ink-faint">{items.length === 0 ? texts.none : texts.noMatch}</p>;
  return (
    <ul role="list" className="divide-y divide-line overflow-hidden rounded-xl border border-line bg-raised">
      {shown.map(({ id, title, below, badge }) => (
        <li key={id} className="[contain-intrinsic-size:auto_3.5rem] [content-visibility:auto]">
          <Link
            to="/settings"
            search={placeOf(section, id)}
            data-settings-item={id}
            className="grid px-4 py-2.5 -outline-offset-2 hover:bg-hover"
          >
            <span className="flex items-baseline gap-2">
              <span className="min-w-0 truncate font-medium">{title}</span>
              {badge !== undefined && (
                <span className="shrink-0 rounded-md bg-sunken px-1.5 text-xs leading-5 text-ink-soft">
                  {badge}
                </span>
              )}
            </span>
            <span className="truncate text-sm text-ink-faint">{below}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function matches({ title, below, words = '' }: Item, text: string): boolean {
  const wanted = text.trim().toLocaleLowerCase();
  return `${title}\n${below}\n${words}`.toLocaleLowerCase().includes(wanted);
}
