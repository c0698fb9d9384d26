import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import type { Jump } from '../../components/message-link.tsx';
import type { EventLog } from '../../lib/event-log.ts';
import { messages } from '../../lib/messages.ts';
import { refusalText } from '../../lib/refusal-text.ts';
import type { ExplainedMessage } from './explained-message.ts';
import { isMissing, turnRecordQuery } from './turn-record-query.ts';
import { TurnReasoning } from './turn-reasoning.tsx';

interface ReasoningProps {
  sessionId: string;
  message: ExplainedMessage;
  log: EventLog;
  onJump: Jump;
}

interface ReasoningDialogProps extends ReasoningProps {
  open: boolean;
  onClose: () => void;
}

/** What led the AI to a message: read when it is asked for, kept afterwards. */
export function ReasoningDialog({ open, onClose, ...rest }: ReasoningDialogProps) {
  return (
    <DialogFrame open={open} onClose={onClose} title={messages.reasoning.title} place="side">
      <blockquote
        aria-label={messages.reasoning.said}
        className="said mb-4 line-clamp-4 rounded-2xl rounded-br-md border border-line px-3.5 py-2 text-sm"
      >
        {rest.message.text}
      </blockquote>
      <Reasoning {...rest} />
    </DialogFrame>
  );
}

function Reasoning({ sessionId, message, log, onJump }: ReasoningProps) {
  const texts = messages.reasoning;
  const { data, error, failureReason, isFetching, refetch } = useQuery(turnRecordQuery(sessionId, message));
  if (data !== undefined) return <TurnReasoning record={data} log={log} onJump={onJump} />;
  const again = (label: string): ReactNode => (
    <Button onClick={() => void refetch()} className="justify-self-start">
      {label}
    </Button>
  );
  if (isFetching || error === null)
    return <State text={isMissing(failureReason) ? texts.writing : texts.loading} />;
  if (isMissing(error)) {
    return (
      <State text={texts.missing} hint={texts.missingHint}>
        {again(texts.lookAgain)}
      </State>
    );
  }
  return (
    <State text={texts.failed} hint={refusalText(error)}>
      {again(texts.retry)}
    </State>
  );
}

function State({ text, hint, children }: { text: string; hint?: string; children?: ReactNode }) {
  return (
    <div className="grid gap-3 text-sm">
      <output className="grid gap-1">
        <span className="font-medium">{text}</span>
        {hint !== undefined && <span className="text-ink-faint">{hint}</span>}
      </output>
      {children}
    </div>
  );
}
