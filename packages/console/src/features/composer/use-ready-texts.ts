import type { Handoff } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { announce } from '../../lib/announcer.ts';
import { cannedRepliesQuery } from '../../lib/assist-queries.ts';
import { givenName } from '../../lib/customer-name.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { filledText, slashQuery } from './canned-text.ts';
import { useCannedMenu } from './use-canned-menu.ts';

interface ReadyTextsOptions {
  field: RefObject<HTMLTextAreaElement | null>;
  handoff: Handoff;
  /** ISO 639-1 of the customer; null when nobody knows it. */
  language: string | null;
  text: string;
  write: (text: string) => void;
}

/** The ready texts behind a slash; the chosen one takes its place, with the names filled in. */
export function useReadyTexts({ field, handoff, language, text, write }: ReadyTextsOptions) {
  const { name: operator } = useOperator();
  const { data: replies = [], refetch } = useQuery(cannedRepliesQuery(handoff.requirements.department));
  const [caret, setCaret] = useState(0);
  const looking = slashQuery(text, caret) !== null;
  // What a lead has written meanwhile is found, too.
  useEffect(() => {
    if (looking) void refetch();
  }, [looking, refetch]);
  const wanted = useRef<number | null>(null);
  useLayoutEffect(() => {
    const at = wanted.current;
    wanted.current = null;
    if (at !== null) field.current?.setSelectionRange(at, at);
  }, [field, text]);
  const menu = useCannedMenu({
    text,
    caret,
    replies,
    language,
    onChoose: (reply, { from }) => {
      const names = { customer: givenName(handoff.customer), operator, agent: handoff.agent.name };
      const filled = filledText(reply.text, names);
      wanted.current = from + filled.length;
      setCaret(wanted.current);
      write(text.slice(0, from) + filled + text.slice(caret));
      announce(messages.canned.inserted(reply.title));
    },
  });
  return { menu, onCaret: setCaret, any: replies.length > 0 };
}
