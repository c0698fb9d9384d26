import { useQuery } from '@tanstack/react-query';
import { Button } from '../../components/button.tsx';
import { assistQuery } from '../../lib/assist-queries.ts';
import { messages } from '../../lib/messages.ts';
import type { AssistPanelProps } from './assist-panel.tsx';
import { openSuggestion } from './open-suggestion.ts';
import { useInsert } from './use-insert.ts';

/** On a narrow screen the suggestion is one line above the composer; nothing where there is none. */
export function AssistLine({ handoffId, answeredAt }: Omit<AssistPanelProps, 'onJump'>) {
  const insert = useInsert();
  const { data: help } = useQuery(assistQuery(handoffId));
  const suggestion = openSuggestion(help, answeredAt);
  if (suggestion === null) return null;
  return (
    <div className="flex items-center gap-1.5 rounded-lg bg-accent-soft/50 py-1 pr-1 pl-3 text-sm">
      <p className="min-w-0 flex-1 truncate text-ink-soft">
        <span className="sr-only">{messages.assist.suggested}: </span>
        {suggestion.text}
      </p>
      <Button
        look="quiet"
        disabled={suggestion.state === 'growing'}
        onClick={() => insert(suggestion.text, { suggestionId: suggestion.id })}
        className="h-7 px-2 text-xs text-accent"
      >
        {messages.assist.insert}
      </Button>
    </div>
  );
}
