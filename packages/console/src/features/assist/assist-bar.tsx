import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { assistQuery } from '../../lib/assist-queries.ts';
import { messages } from '../../lib/messages.ts';
import type { AssistPanelProps } from './assist-panel.tsx';
import { AssistPanel } from './assist-panel.tsx';
import { openSuggestion } from './open-suggestion.ts';
import type { Insert } from './use-insert.ts';
import { InsertContext, useInsert } from './use-insert.ts';

/** The help on a narrow screen: one line with the suggestion above the composer, and all of it on a sheet. */
export function AssistBar({ handoffId, answeredAt, onJump }: AssistPanelProps) {
  const insert = useInsert();
  const { data: help } = useQuery(assistQuery(handoffId));
  const [open, setOpen] = useState(false);
  const suggestion = openSuggestion(help, answeredAt);
  // The sheet would cover what it led to.
  const insertAndClose: Insert = (text, options) => {
    setOpen(false);
    insert(text, options);
  };
  return (
    <div className="flex items-center gap-1.5 rounded-lg bg-accent-soft/50 py-1 pr-1 pl-3 text-sm">
      <p className="min-w-0 flex-1 truncate text-ink-soft">
        {suggestion === null ? (
          messages.assist.title
        ) : (
          <>
            <span className="sr-only">{messages.assist.suggested}: </span>
            {suggestion.text}
          </>
        )}
      </p>
      {suggestion !== null && (
        <Button
          look="quiet"
          disabled={suggestion.state === 'growing'}
          onClick={() => insert(suggestion.text, { suggestionId: suggestion.id })}
          className="h-7 px-2 text-xs text-accent"
        >
          {messages.assist.insert}
        </Button>
      )}
      <Button look="quiet" aria-haspopup="dialog" onClick={() => setOpen(true)} className="h-7 px-2 text-xs">
        {messages.assist.open}
      </Button>
      <DialogFrame open={open} onClose={() => setOpen(false)} place="side" title={messages.assist.title}>
        <InsertContext value={insertAndClose}>
          <AssistPanel
            handoffId={handoffId}
            answeredAt={answeredAt}
            onJump={(offset) => {
              setOpen(false);
              onJump(offset);
            }}
          />
        </InsertContext>
      </DialogFrame>
    </div>
  );
}
