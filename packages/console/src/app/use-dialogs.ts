import { useCallback, useState } from 'react';
import type { ExplainedMessage } from '../features/reasoning/explained-message.ts';

type OpenDialog = 'resolve' | 'return' | 'transfer' | 'reasoning' | null;

/** Which dialog of a conversation is open, and what it is about. */
export function useDialogs() {
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const [explained, setExplained] = useState<ExplainedMessage | null>(null);
  const explain = useCallback((message: ExplainedMessage) => {
    setExplained(message);
    setDialog('reasoning');
  }, []);
  return {
    dialog,
    setDialog,
    /** The message that is explained, or was last: it stays while its dialog fades. */
    explained,
    explain,
  };
}
