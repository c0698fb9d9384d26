import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { messages } from '../../lib/messages.ts';
import type { AssistPanelProps } from './assist-panel.tsx';
import { AssistPanel } from './assist-panel.tsx';
import type { Insert } from './use-insert.ts';
import { InsertContext, useInsert } from './use-insert.ts';

/** On a narrow screen all the help is on a sheet. */
export function AssistButton({ onJump, ...panel }: AssistPanelProps) {
  const insert = useInsert();
  const [open, setOpen] = useState(false);
  // The sheet would cover what it led to.
  const insertAndClose: Insert = (text, options) => {
    setOpen(false);
    insert(text, options);
  };
  return (
    <>
      <Button
        look="quiet"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="h-7 px-2.5 text-xs"
      >
        {messages.assist.open}
      </Button>
      <DialogFrame open={open} onClose={() => setOpen(false)} place="side" title={messages.assist.title}>
        <InsertContext value={insertAndClose}>
          <AssistPanel
            {...panel}
            onJump={(offset) => {
              setOpen(false);
              onJump(offset);
            }}
          />
        </InsertContext>
      </DialogFrame>
    </>
  );
}
