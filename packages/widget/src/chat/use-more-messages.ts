import { useMemo } from 'preact/hooks';
import type { AllMessages } from '../messages.ts';
import { MORE_ENGLISH } from '../more-messages.ts';
import { useMessages } from './context.ts';

/** As `useMessages`, with the words of what is loaded when it is wanted: other languages bring them along. */
export function useMoreMessages(): AllMessages {
  const words = useMessages();
  return useMemo(() => ({ ...MORE_ENGLISH, ...words }), [words]);
}
