import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { announce } from '../../lib/announcer.ts';
import { assistQuery } from '../../lib/assist-queries.ts';
import { messages } from '../../lib/messages.ts';

const SPOKEN_LENGTH = 200;

/** Tells screen readers that there is a suggestion, once it is complete. */
export function useAnnouncedSuggestion(handoffId: string, wanted: boolean): void {
  const { data: text = null } = useQuery({
    ...assistQuery(handoffId),
    enabled: wanted,
    select: ({ suggestion }) => (suggestion?.state === 'complete' ? suggestion.text : null),
  });
  useEffect(() => {
    if (wanted && text !== null) announce(`${messages.assist.suggested}: ${text.slice(0, SPOKEN_LENGTH)}`);
  }, [text, wanted]);
}
