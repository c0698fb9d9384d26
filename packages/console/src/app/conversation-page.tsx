import { RequestError } from '@baton/client';
import type { Handoff, HandoffDetail } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../components/button.tsx';
import { messages } from '../lib/messages.ts';
import { boardQuery, handoffQuery } from '../lib/queries.ts';
import { useWatching } from '../lib/watched-session.ts';
import { Conversation } from './conversation.tsx';

/** The open conversation: what the board knows of it live, and its package as soon as it is there. */
export function ConversationPage({ handoffId }: { handoffId: string }) {
  const { data: board } = useQuery(boardQuery);
  const detail = useQuery(handoffQuery(handoffId));
  const handoff: Handoff | HandoffDetail | undefined = board?.get(handoffId) ?? detail.data;
  if (handoff !== undefined) return <Watched handoff={handoff} detail={detail.data ?? null} />;
  if (!detail.isError) return <Message text={messages.conversation.loading} />;
  if (detail.error instanceof RequestError && detail.error.status === 404)
    return <Message text={messages.conversation.notFound} />;
  return (
    <Message text={messages.conversation.failed}>
      <Button onClick={() => void detail.refetch()}>{messages.conversation.retry}</Button>
    </Message>
  );
}

function Watched({ handoff, detail }: { handoff: Handoff; detail: HandoffDetail | null }) {
  useWatching(handoff.session_id);
  return <Conversation handoff={handoff} detail={detail} />;
}

function Message({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className="grid flex-1 place-content-center justify-items-center gap-3 p-8">
      <output className="block text-sm text-ink-faint">{text}</output>
      {children}
    </div>
  );
}
