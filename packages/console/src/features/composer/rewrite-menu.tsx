import { Menu } from '@base-ui/react/menu';
import { REWRITES } from '@baton/protocol';
import type { ReactNode } from 'react';
import { languageText } from '../../lib/language-text.ts';
import { messages } from '../../lib/messages.ts';
import { refusalText } from '../../lib/refusal-text.ts';
import type { RewriteState } from './use-rewrite.ts';

interface RewriteMenuProps {
  rewrite: RewriteState;
  /** The customer's. */
  language: string | null;
  disabled: boolean;
}

/** What the model can do with the draft. */
export function RewriteMenu({ rewrite, language, disabled }: RewriteMenuProps) {
  return (
    <Menu.Root>
      <Menu.Trigger
        disabled={disabled || rewrite.running}
        className="flex h-8 shrink-0 items-center gap-1 rounded-lg px-2 text-xs font-medium text-ink-soft hover:bg-hover hover:text-ink disabled:opacity-55"
      >
        {messages.rewrite.open}
        <span aria-hidden="true">▾</span>
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner side="top" align="start" sideOffset={6} className="z-50">
          <Menu.Popup className="min-w-44 rounded-xl border border-line bg-raised p-1 shadow-float outline-none">
            {REWRITES.map((how) => (
              <Menu.Item
                key={how}
                onClick={() => rewrite.run(how)}
                className="cursor-pointer rounded-lg px-3 py-1.5 text-sm outline-none data-highlighted:bg-hover"
              >
                {how === 'translate' && language !== null
                  ? messages.rewrite.translateTo(languageText(language))
                  : messages.rewrite.kinds[how]}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** What became of the last rewriting, and the way back. */
export function RewriteNotice({ rewrite }: { rewrite: RewriteState }) {
  const { running, error, phase } = rewrite;
  return (
    <output className="block">
      {running && <Line>{messages.rewrite.running}</Line>}
      {error !== null && <Line late>{messages.rewrite.failed(refusalText(error))}</Line>}
      {phase === 'changed' && <Line>{messages.rewrite.changed}</Line>}
      {phase === 'done' && (
        <Line>
          {messages.rewrite.done}{' '}
          <button type="button" onClick={rewrite.undo} className="font-semibold text-accent underline">
            {messages.rewrite.undo}
          </button>
        </Line>
      )}
    </output>
  );
}

function Line({ late = false, children }: { late?: boolean; children: ReactNode }) {
  return (
    <span
      className={`mb-2 block rounded-lg px-3 py-1.5 text-sm ${late ? 'bg-late-soft font-medium text-late' : 'bg-sunken text-ink-soft'}`}
    >
      {children}
    </span>
  );
}
