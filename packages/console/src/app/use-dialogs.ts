import { useCallback, useState } from 'react';
import type { ExplainedMessage } from '../features/reasoning/explained-message.ts';

type OpenDialog = 'resolve' | 'return' | 'transfer' | 'takeover' | 'learn' | 'reasoning' | null;

/** A person's message that the AI may learn from. */
export interface LearnedMessage {
  offset: number;
  text: string;
}

/** Which dialog of a conversation is open, and what it is about. */
export function useDialogs() {
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const [explained, setExplained] = useState<ExplainedMessage | null>(null);
  const explain = useCallback((message: ExplainedMessage) => {
    setExplained(message);
    setDialog('reasoning');
  }, []);
  const [learned, setLearned] = useState<LearnedMessage | null>(null);
  const learn = useCallback(({ offset, text }: LearnedMessage) => {
    setLearned({ offset, text });
    setDialog('learn');
  }, []);
  return {
    dialog,
    setDialog,
    /** The message that is explained, or was last: it stays while its dialog fades. */
    explained,
    explain,
    learned,
    learn,
  };
}
