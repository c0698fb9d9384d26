import { useEffect, useMemo } from 'react';
import { baton } from '../../lib/baton.ts';
import { TypingSignal } from './typing-signal.ts';

/** A typing signal for a session, which ends when the composer does. */
export function useTypingSignal(sessionId: string): TypingSignal {
  const signal = useMemo(
    () =>
      new TypingSignal((status) => {
        // Only a courtesy: a signal that gets lost is not worth a word.
        void baton
          .createEvent(sessionId, { kind: 'status', source: 'human_agent', status, data: {} })
          .catch(() => undefined);
      }),
    [sessionId],
  );
  useEffect(() => () => signal.stop(), [signal]);
  return signal;
}
