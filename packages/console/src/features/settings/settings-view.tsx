import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { messages } from '../../lib/messages.ts';
import { ArticleSettings } from './article-settings.tsx';
import { DepartmentSettings } from './department-settings.tsx';
import { OperatorSettings } from './operator-settings.tsx';
import { ReplySettings } from './reply-settings.tsx';
import type { Section, SettingsSearch } from './settings-search.ts';
import { SECTIONS, placeOf } from './settings-search.ts';
import { TriggerSettings } from './trigger-settings.tsx';
import { WidgetSettings } from './widget-settings.tsx';

interface SettingsViewProps {
  search: SettingsSearch;
  onPlace: (search: SettingsSearch) => void;
}

/** What is set up, part by part: a list of parts beside the one that is open. */
export function SettingsView({ search, onPlace }: SettingsViewProps) {
  const { section = 'departments', item } = search;
  useListFocus(section, item);
  return (
    <div className="grid gap-x-8 gap-y-5 md:grid-cols-[11rem_minmax(0,1fr)]">
      <Parts current={section} />
      <div className="min-w-0">
        <Open section={section} item={item} onDone={() => onPlace(placeOf(section))} />
      </div>
    </div>
  );
}

function Parts({ current }: { current: Section }) {
  const texts = messages.settings;
  return (
    <nav aria-label={texts.nav}>
      <ul role="list" className="flex flex-wrap gap-1 md:sticky md:top-4 md:grid">
        {SECTIONS.map((section) => (
          <li key={section}>
            <Link
              to="/settings"
              search={placeOf(section)}
              aria-current={section === current ? 'page' : undefined}
              className={`flex h-8 items-center rounded-lg px-3 text-sm ${section === current ? 'bg-hover font-medium text-ink' : 'text-ink-soft hover:bg-hover hover:text-ink'}`}
            >
              {texts.sections[section]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface OpenProps {
  section: Section;
  item: string | undefined;
  onDone: () => void;
}

function Open({ section, item, onDone }: OpenProps) {
  switch (section) {
    case 'departments':
      return <DepartmentSettings item={item} onDone={onDone} />;
    case 'operators':
      return <OperatorSettings item={item} onDone={onDone} />;
    case 'triggers':
      return <TriggerSettings item={item} />;
    case 'replies':
      return <ReplySettings item={item} onDone={onDone} />;
    case 'articles':
      return <ArticleSettings item={item} onDone={onDone} />;
    case 'widget':
      return <WidgetSettings item={item} />;
  }
}

/** Back in a list the focus goes to what was open, or to the list's heading when that is gone. */
function useListFocus(section: Section, item: string | undefined): void {
  const before = useRef({ section, item });
  useEffect(() => {
    const left = before.current;
    before.current = { section, item };
    if (left.item === undefined || item !== undefined || left.section !== section) return;
    const row = document.querySelector<HTMLElement>(`[data-settings-item="${CSS.escape(left.item)}"]`);
    (row ?? document.querySelector<HTMLElement>('[data-settings-heading]'))?.focus();
  }, [section, item]);
}
