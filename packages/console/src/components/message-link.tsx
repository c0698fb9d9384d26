import type { ReactNode } from 'react';
import { messages } from '../lib/messages.ts';

export type Jump = (offset: number) => void;

interface MessageLinkProps {
  offset: number;
  onJump: Jump;
  children: ReactNode;
  className?: string;
}

/** Leads to the message that something was said in. */
export function MessageLink({ offset, onJump, children, className = '' }: MessageLinkProps) {
  return (
    <a
      href={`#message-${offset}`}
      title={messages.briefing.goTo(offset)}
      onClick={(event) => {
        event.preventDefault();
        onJump(offset);
      }}
      className={`rounded-sm decoration-accent-line underline-offset-3 hover:text-accent hover:decoration-accent ${className}`}
    >
      {children}
    </a>
  );
}
