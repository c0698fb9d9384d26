import { useCallback, useState } from 'react';
import type { ExplainedMessage } from '../features/reasoning/explained-message.ts';

type OpenDialog = 'resolve' | 'return' | 'transfer' | 'takeover' | 'learn' | 'reasoning' | null;

/** A person's message that the AI may learn from. */
export interface LearnedMessage {
  offset: number;
  text: string;
  /** Grows each time, so that what was proposed before does not stand in the way. */
  run: number;
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
  const learn = useCallback(({ offset, text }: Omit<LearnedMessage, 'run'>) => {
    setLearned((before) => ({ offset, text, run: (before?.run ?? 0) + 1 }));
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
