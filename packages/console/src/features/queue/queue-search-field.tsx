import { Popover } from '@base-ui/react/popover';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { Button } from '../../components/button.tsx';
import type { HandoffBoard } from '../../lib/handoff-board.ts';
import { languageText } from '../../lib/language-text.ts';
import { messages } from '../../lib/messages.ts';
import type { QueueSearch } from '../../lib/queue-search.ts';
import { reasonText } from '../../lib/reason-text.ts';
import { useShortcut } from '../../lib/shortcuts.ts';

interface QueueSearchFieldProps {
  search: QueueSearch;
  handoffs: HandoffBoard | undefined;
}

/** Looks for a customer, and for reasons and languages. All of it stands in the address. */
export function QueueSearchField({ search, handoffs }: QueueSearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  useShortcut('/', () => field.current?.focus());
  const change = (changes: Partial<Record<keyof QueueSearch, string | undefined>>): void =>
    void navigate({ to: '.', search: { ...search, ...changes } as QueueSearch, replace: true });
  return (
    <div className="flex shrink-0 items-center gap-1 px-3 pt-3 pb-1">
      <input
        ref={field}
        type="search"
        aria-label={messages.queue.search}
        aria-keyshortcuts="/"
        placeholder={messages.queue.search}
        value={search.q ?? ''}
        maxLength={100}
        onChange={(event) => change({ q: event.target.value === '' ? undefined : event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          change({ q: undefined });
          event.currentTarget.blur();
        }}
        className="h-8 min-w-0 flex-1 rounded-lg border border-line-strong/50 bg-surface px-2.5 text-sm text-ink -outline-offset-1 placeholder:text-ink-faint max-sm:text-[1rem]"
      />
      <More search={search} handoffs={handoffs} onChange={change} />
    </div>
  );
}

interface MoreProps extends QueueSearchFieldProps {
  onChange: (changes: { reason?: string | undefined; language?: string | undefined }) => void;
}

function More({ search, handoffs, onChange }: MoreProps) {
  const { reason, language } = search;
  const on = Number(reason !== undefined) + Number(language !== undefined);
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={messages.queue.moreFilters(on)}
        className={`relative grid size-8 shrink-0 place-items-center rounded-lg hover:bg-hover ${on > 0 ? 'bg-accent-soft text-accent' : 'text-ink-faint hover:text-ink'}`}
      >
        <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4" fill="none" stroke="currentColor">
          <path d="M2 4h12M4.5 8h7M6.5 12h3" strokeWidth="1.5" strokeLinecap="round" />
        </svg>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={6} collisionPadding={8} className="z-40">
          <Popover.Popup className="grid w-64 gap-3 rounded-xl border border-line bg-raised p-4 shadow-float outline-none">
            <Popover.Title className="text-sm font-semibold">{messages.queue.filterLabel}</Popover.Title>
            <Choices search={search} handoffs={handoffs} onChange={onChange} />
            <Button disabled={on === 0} onClick={() => onChange({ reason: undefined, language: undefined })}>
              {messages.queue.clearFilters}
            </Button>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Made only while they are shown. */
function Choices({ search: { reason, language }, handoffs, onChange }: MoreProps) {
  const all = [...(handoffs?.values() ?? [])];
  const reasons = distinct([...all.map((handoff) => handoff.reason), reason]);
  const languages = distinct([...all.map(({ requirements }) => requirements.language), language]);
  return (
    <>
      <Choice
        label={messages.queue.reason}
        value={reason}
        options={reasons.map((each): [string, string] => [each, reasonText(each)])}
        onChoose={(chosen) => onChange({ reason: chosen })}
      />
      <Choice
        label={messages.queue.language}
        value={language}
        options={languages.map((each): [string, string] => [each, languageText(each)])}
        onChoose={(chosen) => onChange({ language: chosen })}
      />
    </>
  );
}

interface ChoiceProps {
  label: string;
  value: string | undefined;
  options: (readonly [value: string, text: string])[];
  onChoose: (value: string | undefined) => void;
}

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  return (
    <label className="grid gap-1 text-xs font-medium text-ink-soft">
      {label}
      <select
        value={value ?? ''}
        onChange={(event) => onChoose(event.target.value === '' ? undefined : event.target.value)}
        className="h-9 rounded-lg border border-line-strong/50 bg-surface px-2 text-sm text-ink"
      >
        <option value="" className="bg-raised text-ink">
          {messages.queue.any}
        </option>
        {options.map(([each, text]) => (
          <option key={each} value={each} className="bg-raised text-ink">
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function distinct(values: readonly (string | null | undefined)[]): string[] {
  return [...new Set(values.filter((value) => typeof value === 'string'))].toSorted();
}
