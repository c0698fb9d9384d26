import { Popover } from '@base-ui/react/popover';
import { use, useState } from 'react';
import { Button } from '../../components/button.tsx';
import type { Language } from '../../lib/messages.ts';
import { LANGUAGES, chooseLanguage, language, messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import type { Theme } from '../../lib/theme.ts';
import { THEMES, chooseTheme, useTheme } from '../../lib/theme.ts';
import { AccountContext } from './account-context.ts';

const LANGUAGE_CODES = Object.keys(LANGUAGES) as Language[];

/** Who is answering, how the console looks to him, and the way out. */
export function AccountMenu({ side, onKeys }: { side: 'right' | 'bottom'; onKeys: () => void }) {
  const operator = useOperator();
  const account = use(AccountContext);
  const [open, setOpen] = useState(false);
  const texts = messages.navigation;
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        title={operator.name}
        className="grid size-9 shrink-0 place-items-center rounded-full border border-line bg-surface text-xs font-semibold text-ink-soft hover:bg-hover hover:text-ink"
      >
        <span aria-hidden="true">{initials(operator.name)}</span>
        <span className="sr-only">{`${texts.account}: ${operator.name}`}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side={side} align="end" sideOffset={8} collisionPadding={8} className="z-40">
          <Popover.Popup className="w-64 rounded-xl border border-line bg-raised p-4 shadow-float outline-none">
            <Popover.Title className="text-base font-semibold wrap-anywhere">{operator.name}</Popover.Title>
            {account?.rename && (
              <Button look="quiet" className="-ml-3" onClick={account.rename}>
                {messages.identity.changeName}
              </Button>
            )}
            <div className="mt-3 grid gap-3 border-t border-line pt-3">
              <Choice
                label={texts.language}
                value={language}
                options={LANGUAGE_CODES.map((code) => [code, LANGUAGES[code]])}
                onChoose={(code) => {
                  chooseLanguage(code);
                  location.reload();
                }}
              />
              <ThemeChoice />
            </div>
            <div className="mt-4 flex items-center justify-between gap-2 border-t border-line pt-3">
              <Button
                look="quiet"
                shortcut="?"
                className="-ml-3"
                onClick={() => {
                  setOpen(false);
                  onKeys();
                }}
              >
                {messages.shortcuts.open}
              </Button>
              <Button onClick={account?.leave}>{messages.identity.signOut}</Button>
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function ThemeChoice() {
  const theme = useTheme();
  const texts = messages.navigation;
  return (
    <Choice
      label={texts.theme}
      value={theme}
      options={THEMES.map((each): [Theme, string] => [each, texts.themes[each]])}
      onChoose={chooseTheme}
    />
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  options: (readonly [T, string])[];
  onChoose: (value: T) => void;
}

function Choice<T extends string>({ label, value, options, onChoose }: ChoiceProps<T>) {
  return (
    <label className="flex items-center justify-between gap-3 text-sm">
      {label}
      <select
        value={value}
        onChange={(event) => onChoose(event.target.value as T)}
        className="h-8 rounded-lg border border-line-strong/50 bg-surface px-2 text-sm text-ink"
      >
        {options.map(([each, text]) => (
          <option key={each} value={each} className="bg-raised text-ink">
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** First letters of the first and the last name. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return chosen.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase() ?? '').join('');
}
